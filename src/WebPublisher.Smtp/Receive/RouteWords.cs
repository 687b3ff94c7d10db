using WebPublisher.Mail.Addresses;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Smtp.Receive;

/// <summary>Says for traces why a recipient's mail is taken or not. For the operator alone: the client is told the reply.</summary>
internal static class RouteWords
{
    /// <summary>The decision in a sentence.</summary>
    public static string Of(in RouteDecision decision, ForwardPath recipient, ReceiveConnector connector) => decision.Reason switch
    {
        RouteReason.AcceptedDomain => $"accepted domain {decision.Accepted!.Domain} ({Type(decision.Accepted.Type)}), {Carrier(decision.Connector!)}",
        RouteReason.OwnPostmaster => $"this server's own postmaster, {Carrier(decision.Connector!)}",
        RouteReason.RelayGranted => $"not an accepted domain; relay: always of receive connector '{connector.Name}' lets its clients send anywhere, {Carrier(decision.Connector!)}",
        RouteReason.RelayGrantedToUser =>
            $"not an accepted domain; relay: authenticated of receive connector '{connector.Name}' lets users send anywhere, {Carrier(decision.Connector!)}",
        RouteReason.SourceRoute => "a source route (@host:user@domain) asks this server to relay; none is followed",
        RouteReason.RelayingLocalPart => $"{Trick(recipient.Mailbox!.Tricks)}: a local part that makes some servers relay",
        RouteReason.DangerousLocalPart => $"{Trick(recipient.Mailbox!.Tricks)}: a local part that some delivery agents take for a file, a program or an option",
        RouteReason.AddressLiteral => "an address in brackets is no accepted domain, and mail to one would go round all that is decided by domains",
        RouteReason.NoRoute => "no send connector carries this domain",
        _ => $"{recipient.Mailbox!.Domain.Text} is not an accepted domain, and {Grant(connector)}",
    };

    private static string Carrier(SendConnector connector) => $"carried by send connector '{connector.Name}'";

    private static string Type(AcceptedDomainType type) => type == AcceptedDomainType.Authoritative ? "authoritative" : "internalRelay";

    private static string Grant(ReceiveConnector connector) => connector.Relay switch
    {
        RelayGrant.Authenticated => $"receive connector '{connector.Name}' lets none but clients that have logged on relay (relay: authenticated)",
        _ => $"receive connector '{connector.Name}' lets nobody relay (relay: never)",
    };

    private static string Trick(RelayTricks tricks) => tricks switch
    {
        _ when tricks.HasFlag(RelayTricks.PercentHack) => "a percent sign (user%elsewhere@here)",
        _ when tricks.HasFlag(RelayTricks.BangPath) => "a bang path (elsewhere!user@here)",
        _ when tricks.HasFlag(RelayTricks.QuotedAt) => "an at sign in quotes (\"user@elsewhere\"@here)",
        _ when tricks.HasFlag(RelayTricks.LeadingSlash) => "a slash in front (/file@here)",
        _ when tricks.HasFlag(RelayTricks.LeadingPipe) => "a pipe in front (\"|program\"@here)",
        _ when tricks.HasFlag(RelayTricks.LeadingHyphen) => "a hyphen in front (-option@here)",
        _ => "a colon in front (\":include:file\"@here)",
    };
}
