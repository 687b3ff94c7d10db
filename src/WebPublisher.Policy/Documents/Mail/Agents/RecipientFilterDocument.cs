using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>Filters by the recipient.</summary>
[Document("a recipient filter")]
public sealed record RecipientFilterDocument : Document
{
    /// <summary>Recipients that get no mail from outside, in any case.</summary>
    [Key("Recipients that get no mail from outside, in any case.", Example = "all-staff@example.com")]
    public DocumentList<Located<Mailbox>> Blocked { get; init; } = new();

    /// <summary>Who knows which recipients of the authoritative domains exist: a file, the inner server, a directory (ldap), or nobody (none).</summary>
    [Key(
        "Who knows which recipients of the authoritative domains exist: a file, the inner server, a directory (ldap), or nobody (none).",
        Default = "(file with recipientsFile, ldap with directory, else none)")]
    public Located<RecipientValidation>? Validate { get; init; }

    /// <summary>File of all recipients of the authoritative domains, one address a line; others are unknown.</summary>
    [Key("File of all recipients of the authoritative domains, one address a line; others are unknown.", Example = "lists/recipients")]
    public Located<FilePath>? RecipientsFile { get; init; }

    /// <summary>The directory that knows all recipients of the authoritative domains.</summary>
    [Key("The directory that knows all recipients of the authoritative domains.")]
    public DirectoryDocument? Directory { get; init; }

    /// <summary>How long answers of the inner server or the directory are kept.</summary>
    [Key("How long answers of the inner server or the directory are kept.")]
    public RecipientCacheDocument? Cache { get; init; }

    /// <summary>What becomes of mail while the directory cannot be asked.</summary>
    [Key("What becomes of mail while the directory cannot be asked.", Default = "defer")]
    public Located<UnavailableAction>? OnUnavailable { get; init; }
}
