namespace WebPublisher.Conformance.Content;

/// <summary>A message of a corpus.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Id">Its name in the corpus.</param>
/// <param name="IsSpam">Its label.</param>
/// <param name="Source">Where it comes from.</param>
internal sealed record LabelledMessage(string File, string Id, bool IsSpam, string Source);
