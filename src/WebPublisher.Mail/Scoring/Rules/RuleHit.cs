namespace WebPublisher.Mail.Scoring.Rules;

/// <summary>A rule that a message fulfils.</summary>
/// <param name="Name">The rule.</param>
/// <param name="Weight">What it adds, in log-odds; negative of what speaks for the message.</param>
public readonly record struct RuleHit(string Name, double Weight);
