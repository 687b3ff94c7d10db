using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>Filters by the recipient.</summary>
[Document("a recipient filter")]
public sealed record RecipientFilterDocument : Document
{
    /// <summary>Recipients that get no mail from outside, in any case.</summary>
    [Key("Recipients that get no mail from outside, in any case.", Example = "all-staff@example.com")]
    public DocumentList<Located<Mailbox>> Blocked { get; init; } = new();

    /// <summary>File of all recipients of the authoritative domains, one address a line; others are unknown.</summary>
    [Key("File of all recipients of the authoritative domains, one address a line; others are unknown.", Example = "lists/recipients")]
    public Located<FilePath>? RecipientsFile { get; init; }
}
