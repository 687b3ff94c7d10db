namespace WebPublisher.Mail.Scoring.Rules;

/// <summary>A rule: what has to be so, and what it weighs.</summary>
/// <param name="Name">In capitals, as it is told in logs.</param>
/// <param name="Weight">What it adds.</param>
/// <param name="IsStanding">Whether it adds to the standing of the sender rather than to the score.</param>
/// <param name="Conditions">All of them have to hold.</param>
internal sealed record ScoringRule(string Name, double Weight, bool IsStanding, IReadOnlyList<RuleCondition> Conditions);
