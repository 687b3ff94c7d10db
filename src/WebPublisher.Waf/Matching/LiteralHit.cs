namespace WebPublisher.Waf.Matching;

/// <summary>Where the first of many literals was found.</summary>
/// <param name="Literal">Which of them, in the order they were given.</param>
/// <param name="End">The place behind its last character.</param>
public readonly record struct LiteralHit(int Literal, int End);
