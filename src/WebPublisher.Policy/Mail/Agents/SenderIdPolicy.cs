namespace WebPublisher.Policy.Mail.Agents;

/// <summary>Asks the sender's domain whether the client may send for it (SPF, RFC 7208, and Sender ID, RFC 4406).</summary>
public sealed record SenderIdPolicy : AgentPolicy
{
    /// <summary>Who is taken for the sender.</summary>
    public SenderIdentity Identity { get; init; } = SenderIdentity.MailFrom;

    /// <summary>What becomes of mail from clients that the domain does not permit.</summary>
    public SenderIdFailAction OnFail { get; init; } = SenderIdFailAction.Stamp;

    /// <summary>What becomes of mail while the domain cannot be asked.</summary>
    public SenderIdTempErrorAction OnTempError { get; init; } = SenderIdTempErrorAction.Stamp;

    /// <summary>Domains that are not asked.</summary>
    public DomainList ExemptDomains { get; init; } = DomainList.Empty;
}
