using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Agents;

/// <summary>What is done about what agents found at an event.</summary>
/// <param name="Refusal">The reply to the client; null when the mail goes on.</param>
/// <param name="End">Why the session ends behind it; null if it goes on.</param>
internal readonly record struct AgentAction(SmtpReply? Refusal, SessionEnd? End = null)
{
    /// <summary>The mail goes on.</summary>
    public static AgentAction GoOn => default;
}
