using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Smtp.Receive;

/// <summary>Where a recipient's mail goes, or why it goes nowhere.</summary>
/// <param name="Connector">The send connector; null if refused.</param>
/// <param name="Refusal">The reply; null if there is a route.</param>
/// <param name="Reason">What decided. Not told the client.</param>
/// <param name="Accepted">The accepted domain that covers the recipient's, or null.</param>
internal readonly record struct RouteDecision(SendConnector? Connector, SmtpReply? Refusal, RouteReason Reason, AcceptedDomain? Accepted)
{
    /// <summary>To the connector; refused when there is none.</summary>
    public static RouteDecision To(SendConnector? connector, RouteReason reason, AcceptedDomain? accepted = null) =>
        connector is null ? Refused(SmtpReplies.UnableToRelay, RouteReason.NoRoute) : new(connector, Refusal: null, reason, accepted);

    public static RouteDecision Refused(SmtpReply reply, RouteReason reason) => new(Connector: null, reply, reason, Accepted: null);
}
