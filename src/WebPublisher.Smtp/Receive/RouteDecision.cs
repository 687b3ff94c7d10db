using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Smtp.Receive;

/// <summary>Where a recipient's mail goes, or why it goes nowhere.</summary>
/// <param name="Connector">The send connector; null if refused.</param>
/// <param name="Refusal">The reply; null if there is a route.</param>
internal readonly record struct RouteDecision(SendConnector? Connector, SmtpReply? Refusal)
{
    public static RouteDecision To(SendConnector connector) => new(connector, Refusal: null);

    public static RouteDecision Refused(SmtpReply reply) => new(Connector: null, reply);
}
