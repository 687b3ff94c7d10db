using System.Collections.Immutable;
using WebPublisher.Mail.Addresses;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Smtp.Receive;

/// <summary>Which send connector carries mail for whom: the one with the closest domain.</summary>
internal sealed class SendRoutes
{
    private readonly ImmutableArray<(DomainPattern Pattern, SendConnector Connector)> _routes;

    public SendRoutes(MailPolicy policy)
    {
        _routes = [.. policy.SendConnectors
            .SelectMany(send => send.Domains.Select(pattern => (pattern, send)))
            .OrderByDescending(route => route.pattern.Specificity),];

        // The bare postmaster is the postmaster of those whose mailboxes are known (RFC 5321 section 4.5.1): of the first authoritative domain.
        var accepted = policy.AcceptedDomains;
        var home = accepted.FirstOrDefault(domain => domain.Type == AcceptedDomainType.Authoritative) ?? (accepted.Length > 0 ? accepted[0] : null);
        Own = home is null ? null : Of(home.Domain.Text.StartsWith("*.", StringComparison.Ordinal) ? "x" + home.Domain.Text[1..] : home.Domain.Text);
    }

    /// <summary>The connector that carries mail for the bare postmaster; null for none.</summary>
    public SendConnector? Own { get; }

    /// <summary>The connector that carries mail for a recipient; null for none.</summary>
    public SendConnector? To(ForwardPath recipient) => recipient.Mailbox is { Domain: { Kind: MailDomainKind.Name, Text: var domain } } ? Of(domain) : Own;

    /// <summary>The connector that carries mail for a domain; null for none.</summary>
    public SendConnector? Of(string domain)
    {
        foreach (var (pattern, connector) in _routes)
        {
            if (pattern.Matches(domain))
            {
                return connector;
            }
        }

        return null;
    }
}
