using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Policy.Documents.Mail.Screening;

/// <summary>Who a message is from: the envelope sender, or a mailbox of From or Sender.</summary>
[Document("a condition about senders")]
public sealed record ScreenerSenderDocument : Document
{
    /// <summary>Addresses, in any case.</summary>
    [Key("Addresses, in any case.", Example = "blocked.user@contoso.com")]
    public DocumentList<Located<Mailbox>> Addresses { get; init; } = new();

    /// <summary>Domains; *.name means those below name, and not name itself.</summary>
    [Key("Domains; *.name means those below name, and not name itself.", Example = "*.spam.example")]
    public DocumentList<Located<DomainPattern>> Domains { get; init; } = new();
}
