using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Agents;

/// <summary>Makes actions of findings: the one place that decides what becomes of mail.</summary>
/// <param name="thresholds">From which spam confidence level on what is done.</param>
internal sealed class ActionPolicy(SclThresholds thresholds)
{
    /// <summary>What is done about a finding.</summary>
    /// <param name="found">What was found, and when. Who is refused on connecting is not listened to.</param>
    /// <param name="onError">What the policy says of mail that the agent could not judge.</param>
    public AgentAction Decide(AgentFinding found, AgentErrorAction onError) => Decide(found.Event, found.Finding, onError) with { Cause = found };

    private AgentAction Decide(AgentEvent agentEvent, Finding finding, AgentErrorAction onError) => finding.Kind switch
    {
        FindingKind.Unwanted when finding.Disposition == MessageDisposition.Reject =>
            Refuse(finding.Refusal!, finding.Closes || agentEvent == AgentEvent.OnConnect),
        FindingKind.Unwanted => new(finding.Disposition),
        FindingKind.Scored => OfScl(finding.Scl!.Value),
        FindingKind.Failed when onError == AgentErrorAction.Defer =>
            agentEvent == AgentEvent.OnConnect ? Refuse(SmtpReplies.ServiceNotAvailable, closes: true) : Refuse(SmtpReplies.NotJudged, closes: false),
        _ => AgentAction.GoOn,
    };

    private AgentAction OfScl(int scl) =>
        scl >= thresholds.Delete ? new(MessageDisposition.Delete)
        : scl >= thresholds.Reject ? Refuse(SmtpReplies.ContentRestricted, closes: false)
        : scl >= thresholds.Quarantine ? new(MessageDisposition.Hold)
        : AgentAction.GoOn;

    private static AgentAction Refuse(SmtpReply reply, bool closes) => new(MessageDisposition.Reject, reply, closes ? SessionEnd.RefusedByAgent : null);
}
