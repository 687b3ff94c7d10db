namespace WebPublisher.Waf.Operators;

/// <summary>Whether a match is a number of its kind.</summary>
/// <param name="text">The match.</param>
internal delegate bool NumberCheck(ReadOnlySpan<char> text);
