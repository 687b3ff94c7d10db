using System.Collections.Immutable;
using WebPublisher.Mail.Addresses;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Smtp.Receive;

/// <summary>
/// Which services of authentication are ours, and results in whose name strangers may therefore not send (RFC 8601 section 5): those named as a receive connector, and those
/// in or below an accepted domain, where the inner servers have their names.
/// </summary>
internal sealed class OwnServices(MailPolicy policy)
{
    private readonly ImmutableHashSet<string> _connectors = [.. policy.ReceiveConnectors.Select(connector => connector.Fqdn.ToLowerInvariant())];

    public bool Contains(MailDomain service) => _connectors.Contains(service.Text) || policy.AcceptedDomains.Any(accepted => IsWithin(service.Text, accepted.Domain));

    private static bool IsWithin(string name, DomainPattern domain) =>
        domain.Matches(name) || (domain.Text != "*" && name.EndsWith(domain.Text.StartsWith('*') ? domain.Text[1..] : $".{domain.Text}", StringComparison.Ordinal));
}
