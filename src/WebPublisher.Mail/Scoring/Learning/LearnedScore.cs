namespace WebPublisher.Mail.Scoring.Learning;

/// <summary>What a learner makes of a message.</summary>
/// <param name="LogOdds">Above 0 of spam.</param>
/// <param name="Families">What each <see cref="TokenFamily"/> contributes, in its order; empty of a silent learner.</param>
public sealed record LearnedScore(double LogOdds, IReadOnlyList<double> Families)
{
    /// <summary>Nothing can be said.</summary>
    public static LearnedScore Silent { get; } = new(0, []);
}
