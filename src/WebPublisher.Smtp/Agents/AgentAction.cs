using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Agents;

/// <summary>What is done about what agents found.</summary>
/// <param name="Disposition">What becomes of the mail.</param>
/// <param name="Refusal">The reply to the client; null unless the mail is refused.</param>
/// <param name="End">Why the session ends behind it; null if it goes on.</param>
internal readonly record struct AgentAction(MessageDisposition Disposition, SmtpReply? Refusal = null, SessionEnd? End = null)
{
    /// <summary>The mail goes on.</summary>
    public static AgentAction GoOn => default;

    /// <summary>What it was decided on; null while nothing was.</summary>
    public AgentFinding? Cause { get; init; }

    /// <summary>Whether no further agent needs to be asked.</summary>
    public bool IsFinal => Disposition is MessageDisposition.Reject or MessageDisposition.Delete;
}
