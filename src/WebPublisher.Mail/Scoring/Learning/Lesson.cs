namespace WebPublisher.Mail.Scoring.Learning;

/// <summary>A message that somebody has judged.</summary>
/// <param name="Number">Its number, by its content: the same message is learned once.</param>
/// <param name="IsSpam">The judgement.</param>
/// <param name="Tokens">What is learned by.</param>
public sealed record Lesson(ulong Number, bool IsSpam, MessageTokens Tokens);
