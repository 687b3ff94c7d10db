using WebPublisher.Policy.Firewall;
using WebPublisher.Waf;

namespace WebPublisher.Commands.Firewall;

/// <summary>What rules said of a request; what <c>waf eval --json</c> writes.</summary>
/// <param name="Verdict">What they decided.</param>
/// <param name="Mode">Whether the policy has them decide.</param>
/// <param name="InboundScore">The anomaly score of the request.</param>
/// <param name="OutboundScore">The anomaly score of the response.</param>
/// <param name="IsOverBudget">Whether time or memory did not suffice to judge all.</param>
/// <param name="Matches">The rules that matched and log, in order, with what they matched.</param>
/// <param name="Microseconds">The shortest time all rules together took.</param>
/// <param name="Times">The shortest time each rule took, the slowest first; whoever looks at a value first pays for its transformations.</param>
/// <param name="Notes">What a reader should know of what was judged.</param>
internal sealed record EvaluationReport(
    EvaluationReport.Judgement Verdict,
    FirewallMode Mode,
    int InboundScore,
    int OutboundScore,
    bool IsOverBudget,
    IReadOnlyList<EvaluationReport.Match> Matches,
    double Microseconds,
    IReadOnlyList<EvaluationReport.Cost> Times,
    IReadOnlyList<string> Notes)
{
    /// <summary>The section, or the rule set, whose rules were asked.</summary>
    public string Firewall { get; init; } = "";

    /// <summary>What the rules decided.</summary>
    /// <param name="Action">What they want done: pass, deny, drop or redirect; whether it is done depends on the mode.</param>
    /// <param name="Status">The status of a refusal; 0 for a pass.</param>
    /// <param name="RuleId">The rule that decided; 0 for a pass.</param>
    /// <param name="Location">Where a redirection leads.</param>
    internal sealed record Judgement(VerdictAction Action, int Status, long RuleId, string? Location)
    {
        /// <summary>The engine's.</summary>
        public static Judgement Of(Waf.Verdict verdict) =>
            new(verdict.Action == VerdictAction.Pass ? verdict.WouldHave : verdict.Action, verdict.Status, verdict.RuleId, verdict.Location);
    }

    /// <summary>A rule that matched, and what.</summary>
    /// <param name="Id">The rule.</param>
    /// <param name="Phase">The phase, 1 to 5.</param>
    /// <param name="Severity">Its severity, or empty.</param>
    /// <param name="Message">What it says of itself.</param>
    /// <param name="Variable">What it matched, such as <c>ARGS:q</c>.</param>
    /// <param name="Value">The value as the rule saw it, transformed; its beginning.</param>
    /// <param name="Data">What the rule has logged of the match.</param>
    /// <param name="Tags">Its tags.</param>
    /// <param name="File">The file it stands in.</param>
    /// <param name="Line">The line.</param>
    internal sealed record Match(long Id, int Phase, string Severity, string Message, string Variable, string Value, string Data, IReadOnlyList<string> Tags, string File, int Line)
    {
        /// <summary>The engine's.</summary>
        public static Match Of(RuleMatch match) =>
            new(match.Id, match.Phase, match.Severity, match.Message, match.VariableName, match.Value, match.Data, match.Tags, match.File, match.Line);
    }

    /// <summary>What a rule cost.</summary>
    /// <param name="Id">The rule, with all of its chain.</param>
    /// <param name="Phase">The phase.</param>
    /// <param name="Microseconds">How long it took.</param>
    internal sealed record Cost(long Id, int Phase, double Microseconds);
}
