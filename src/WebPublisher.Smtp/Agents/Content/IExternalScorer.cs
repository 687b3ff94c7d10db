namespace WebPublisher.Smtp.Agents.Content;

/// <summary>A filter beside ours.</summary>
public interface IExternalScorer
{
    /// <summary>Asks it about a message.</summary>
    /// <exception cref="ScorerException">It cannot be had, or said nothing that can be understood.</exception>
    ValueTask<ExternalScore> ScoreAsync(ScorerQuestion question, CancellationToken cancellation);
}
