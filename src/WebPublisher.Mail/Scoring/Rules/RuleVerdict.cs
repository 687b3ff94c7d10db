namespace WebPublisher.Mail.Scoring.Rules;

/// <summary>What rules make of a message.</summary>
/// <param name="Score">The weights of the rules it fulfils together, in log-odds.</param>
/// <param name="Standing">How much it looks like mail that a known publisher sends to many: the sum of the standing rules.</param>
/// <param name="Hits">The rules that it fulfils and that weigh, in the order of the file.</param>
public sealed record RuleVerdict(double Score, double Standing, IReadOnlyList<RuleHit> Hits);
