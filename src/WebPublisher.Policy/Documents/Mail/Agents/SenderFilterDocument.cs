using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>Filters by the envelope sender and by From.</summary>
[Document("a sender filter")]
public sealed record SenderFilterDocument : Document
{
    /// <summary>Blocked addresses, in any case.</summary>
    [Key("Blocked addresses, in any case.", Example = "blocked.user@contoso.com")]
    public DocumentList<Located<Mailbox>> Blocked { get; init; } = new();

    /// <summary>Blocked domains; *.name blocks those below name, and not name itself.</summary>
    [Key("Blocked domains; *.name blocks those below name, and not name itself.", Example = "*.spam.example")]
    public DocumentList<Located<DomainPattern>> BlockedDomains { get; init; } = new();

    /// <summary>Blocked domains, with all below them.</summary>
    [Key("Blocked domains, with all below them.", Example = "spam.example")]
    public DocumentList<Located<DomainPattern>> BlockedDomainsAndSubdomains { get; init; } = new();

    /// <summary>What becomes of mail from a blocked sender: it is refused, or a field says so.</summary>
    [Key("What becomes of mail from a blocked sender: it is refused, or a field says so.", Default = "reject")]
    public Located<SenderFilterAction>? Action { get; init; }

    /// <summary>What becomes of mail with the blank sender. reject refuses every bounce with it.</summary>
    [Key("What becomes of mail with the blank sender. reject refuses every bounce with it.", Default = "accept")]
    public Located<BlankSenderWord>? BlankSender { get; init; }
}
