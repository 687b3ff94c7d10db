namespace WebPublisher.Conformance.Content;

/// <summary>A message that was judged.</summary>
/// <param name="Message">The message.</param>
/// <param name="Scl">Its level.</param>
/// <param name="LogOdds">What the level comes from.</param>
internal sealed record ScoredMessage(LabelledMessage Message, int Scl, double LogOdds);
