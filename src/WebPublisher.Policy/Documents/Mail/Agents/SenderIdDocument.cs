using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>Asks the sender's domain whether the client may send for it.</summary>
[Document("a Sender ID agent")]
public sealed record SenderIdDocument : Document
{
    /// <summary>Who is taken for the sender: mailFrom, the envelope sender, or pra, whom the header names.</summary>
    [Key("Who is taken for the sender: mailFrom, the envelope sender, or pra, whom the header names.", Default = "mailFrom")]
    public Located<SenderIdentity>? Identity { get; init; }

    /// <summary>What becomes of mail from clients that the domain does not permit (result Fail).</summary>
    [Key("What becomes of mail from clients that the domain does not permit (result Fail).", Default = "stamp")]
    public Located<SenderIdFailAction>? OnFail { get; init; }

    /// <summary>What becomes of mail while the domain cannot be asked (result TempError).</summary>
    [Key("What becomes of mail while the domain cannot be asked (result TempError).", Default = "stamp")]
    public Located<SenderIdTempErrorAction>? OnTempError { get; init; }

    /// <summary>Domains that are not asked; *.name means those below name, and not name itself.</summary>
    [Key("Domains that are not asked; *.name means those below name, and not name itself.", Example = "partner.example")]
    public DocumentList<Located<DomainPattern>> ExemptDomains { get; init; } = new();
}
