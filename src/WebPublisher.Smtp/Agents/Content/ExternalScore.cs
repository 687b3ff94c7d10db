namespace WebPublisher.Smtp.Agents.Content;

/// <summary>What another filter says of a message.</summary>
/// <param name="Scl">As a spam confidence level, 0 to 9.</param>
/// <param name="Evidence">Its own words: the score, its threshold, names of rules.</param>
public sealed record ExternalScore(int Scl, string Evidence);
