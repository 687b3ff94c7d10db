using System.Collections.Immutable;
using System.Net;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Smtp.Receive;

/// <summary>Prevents relaying: decides for each recipient whether its mail is taken, and which send connector carries it.</summary>
internal sealed class RelayControl
{
    private const RelayTricks Relaying = RelayTricks.PercentHack | RelayTricks.BangPath | RelayTricks.QuotedAt;

    private readonly ImmutableArray<AcceptedDomain> _accepted;
    private readonly SendRoutes _routes;
    private readonly RelayGrant _grant;

    public RelayControl(MailPolicy policy, ReceiveConnector connector)
    {
        _accepted = policy.AcceptedDomains;
        _grant = connector.Relay;
        _routes = new SendRoutes(policy);
        Reachable = _grant == RelayGrant.Never
            ? [.. policy.SendConnectors.Where(send => _accepted.Any(domain => send.Domains.Any(pattern => pattern.Covers(domain.Domain) || domain.Domain.Covers(pattern))))]
            : policy.SendConnectors;
    }

    /// <summary>The send connectors that mail from this connector can take: what they cannot do is not announced.</summary>
    public ImmutableArray<SendConnector> Reachable { get; }

    /// <summary>Decides on a recipient.</summary>
    /// <param name="recipient">The recipient.</param>
    /// <param name="isAuthenticated">Whether the client has logged on.</param>
    /// <param name="local">The address the client came to: <c>postmaster</c> at it is our own (RFC 5321 section 4.1.3).</param>
    public RouteDecision Decide(ForwardPath recipient, bool isAuthenticated, IPAddress? local)
    {
        if (recipient.HasSourceRoute)
        {
            return RouteDecision.Refused(SmtpReplies.UnableToRelay, RouteReason.SourceRoute);
        }

        if (recipient.IsBarePostmaster || IsOwnPostmaster(recipient.Mailbox, local))
        {
            return RouteDecision.To(_routes.Own, RouteReason.OwnPostmaster);
        }

        var mailbox = recipient.Mailbox;
        if (mailbox.Tricks != RelayTricks.None)
        {
            return (mailbox.Tricks & Relaying) != RelayTricks.None
                ? RouteDecision.Refused(SmtpReplies.UnableToRelay, RouteReason.RelayingLocalPart)
                : RouteDecision.Refused(SmtpReplies.InvalidRecipient, RouteReason.DangerousLocalPart);
        }

        // What stands in brackets is no domain anybody configured, and mail to an address would pass by all that is decided by domains.
        if (mailbox.Domain.Kind != MailDomainKind.Name)
        {
            return RouteDecision.Refused(SmtpReplies.UnableToRelay, RouteReason.AddressLiteral);
        }

        var domain = mailbox.Domain.Text;
        if (AcceptedBy(domain) is { } accepted)
        {
            return RouteDecision.To(_routes.Of(domain), RouteReason.AcceptedDomain, accepted);
        }

        return _grant switch
        {
            RelayGrant.Always => RouteDecision.To(_routes.Of(domain), RouteReason.RelayGranted),
            RelayGrant.Authenticated when isAuthenticated => RouteDecision.To(_routes.Of(domain), RouteReason.RelayGrantedToUser),
            _ => RouteDecision.Refused(SmtpReplies.UnableToRelay, RouteReason.NotAccepted),
        };
    }

    /// <summary>The send connector that carries mail for a recipient of the operator's choice; null for none.</summary>
    public SendConnector? RouteTo(ForwardPath recipient) => _routes.To(recipient);

    /// <summary>The accepted domain of a recipient; null when it has none, as the bare postmaster.</summary>
    public AcceptedDomain? AcceptedOf(ForwardPath recipient) => recipient.Mailbox is { Domain: { Kind: MailDomainKind.Name, Text: var domain } } ? AcceptedBy(domain) : null;

    private static bool IsOwnPostmaster(MailAddress mailbox, IPAddress? local) =>
        local is not null
        && mailbox.Domain.Address is { } literal
        && literal.Equals(local)
        && string.Equals(mailbox.LocalPart, "postmaster", StringComparison.OrdinalIgnoreCase);

    private AcceptedDomain? AcceptedBy(string domain)
    {
        foreach (var accepted in _accepted)
        {
            if (accepted.Domain.Matches(domain))
            {
                return accepted;
            }
        }

        return null;
    }
}
