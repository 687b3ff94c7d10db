using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Agents;

/// <summary>Makes actions of findings: the one place that decides what becomes of mail.</summary>
internal static class ActionPolicy
{
    /// <summary>What is done about a finding.</summary>
    /// <param name="agentEvent">When it was found. Who is refused on connecting is not listened to.</param>
    /// <param name="finding">What was found.</param>
    /// <param name="onError">What the policy says of mail that the agent could not judge.</param>
    public static AgentAction Decide(AgentEvent agentEvent, Finding finding, AgentErrorAction onError) => finding.Kind switch
    {
        FindingKind.Unwanted => new(finding.Refusal, finding.Closes || agentEvent == AgentEvent.OnConnect ? SessionEnd.RefusedByAgent : null),
        FindingKind.Failed when onError == AgentErrorAction.Defer => agentEvent == AgentEvent.OnConnect
            ? new(SmtpReplies.ServiceNotAvailable, SessionEnd.RefusedByAgent)
            : new(SmtpReplies.NotJudged),
        _ => AgentAction.GoOn,
    };
}
