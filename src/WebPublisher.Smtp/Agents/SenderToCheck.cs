using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Spf;

namespace WebPublisher.Smtp.Agents;

/// <summary>For whom a client wants to send.</summary>
/// <param name="Text">For people.</param>
/// <param name="Check">The question to its domain.</param>
internal sealed record SenderToCheck(string Text, SpfCheck Check)
{
    /// <summary>An address.</summary>
    public static SenderToCheck Of(MailAddress address, AgentContext context) => new(address.Written, Asked(context, address.LocalPart, address.Domain.Text));

    /// <summary>Nobody: a bounce, for which the client's own name answers (RFC 7208 section 2.4).</summary>
    public static SenderToCheck OfBounce(AgentContext context) => new($"postmaster@{context.ClientName}", Asked(context, "", context.ClientName!));

    private static SpfCheck Asked(AgentContext context, string localPart, string domain) =>
        new(context.Client, context.ClientName!, localPart, domain) { Receiver = context.Connector.Fqdn, Time = context.Time.GetUtcNow() };
}
