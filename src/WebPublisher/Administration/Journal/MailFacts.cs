using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Administration.Journal;

/// <summary>Who decided about mail, and why, as its record tells.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="By">The agent that decided, or the send connector whose server did; null for neither.</param>
/// <param name="Reason">Why it was not served, in a word; null when it was.</param>
/// <param name="Action">What the agent had done, such as <c>hold</c>; null when none decided.</param>
internal sealed record MailFacts(DecisionOutcome Outcome, string? By, string? Reason, string? Action)
{
    /// <summary>Those of a transaction.</summary>
    public static MailFacts Of(MessageRecord record)
    {
        var outcome = OutcomeOf(record);
        var decisive = record.Outcome is MessageOutcome.Delivered or MessageOutcome.Passed or MessageOutcome.RefusedContent or MessageOutcome.RefusedByServer
            ? null
            : Decisive(record.Findings, mayBeScore: record.Outcome is MessageOutcome.Held or MessageOutcome.Deleted or MessageOutcome.RefusedByAgent);
        var server = record.Outcome is MessageOutcome.RefusedByServer or MessageOutcome.NoRecipient ? record.Route : null;
        return record.Outcome is MessageOutcome.Delivered or MessageOutcome.Passed
            ? new(outcome, By: null, Reason: null, Action: null)
            : new(outcome, decisive?.Agent ?? server, decisive?.Finding.Reason ?? record.Outcome.ToString(), ActionOf(decisive));
    }

    /// <summary>Those of a session, of what happened outside of its transactions.</summary>
    public static MailFacts Of(SessionRecord record)
    {
        var decisive = Decisive(record.Findings, mayBeScore: false);
        var outcome = record.End is SessionEnd.Fault or SessionEnd.TlsFailed ? DecisionOutcome.Failed
            : record.LastRefusal is not null || decisive is not null ? DecisionOutcome.Refused
            : DecisionOutcome.Served;

        // Of a session that its client ended, what was refused in it says more than its end.
        var end = outcome == DecisionOutcome.Served || record.End is SessionEnd.Quit or SessionEnd.ClientClosed ? null : record.End.ToString();
        return new(outcome, decisive?.Agent, decisive?.Finding.Reason ?? end, ActionOf(decisive));
    }

    // An inner server that refuses for now, or that cannot be had, has failed us; one that refuses for good has decided.
    private static DecisionOutcome OutcomeOf(MessageRecord record) => record.Outcome switch
    {
        MessageOutcome.Delivered or MessageOutcome.Passed or MessageOutcome.Redirected => DecisionOutcome.Served,
        MessageOutcome.Held => DecisionOutcome.Held,
        MessageOutcome.RefusedByServer when record.Reply?.IsTransientFailure == true => DecisionOutcome.Failed,
        MessageOutcome.NoRecipient when Decisive(record.Findings, mayBeScore: false) is null && !record.Refusals.IsEmpty && record.Refusals.All(refused => refused.Reply.IsTransientFailure) =>
            DecisionOutcome.Failed,
        MessageOutcome.Abandoned when record.RefusedRecipients == 0 => DecisionOutcome.Served,
        _ => DecisionOutcome.Refused,
    };

    // Of several findings the gravest has decided, and a score or a failure only where nothing was found unwanted.
    private static AgentFinding? Decisive(IEnumerable<AgentFinding> findings, bool mayBeScore) => findings
        .Where(found => found.Finding.Kind is FindingKind.Unwanted or FindingKind.Failed || (mayBeScore && found.Finding.Kind == FindingKind.Scored))
        .OrderByDescending(found => found.Finding.Kind switch { FindingKind.Unwanted => 2, FindingKind.Scored => 1, _ => 0 })
        .ThenByDescending(found => found.Finding.Disposition)
        .ThenByDescending(found => found.Finding.Scl)
        .FirstOrDefault();

    private static string? ActionOf(AgentFinding? found) => found?.Finding.Kind switch
    {
        null => null,
        FindingKind.Unwanted => found.Finding.Disposition.ToString().ToLowerInvariant(),
        FindingKind.Scored => "score",
        _ => "error",
    };
}
