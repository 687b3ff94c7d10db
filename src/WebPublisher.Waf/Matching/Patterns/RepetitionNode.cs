namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>Repeated; a possessive repetition stands as an <see cref="AtomicNode"/> around a greedy one.</summary>
/// <param name="Item">What is repeated.</param>
/// <param name="Minimum">At least so often.</param>
/// <param name="Maximum">At most so often; null without end.</param>
/// <param name="IsLazy">Whether fewer are preferred.</param>
internal sealed record RepetitionNode(PatternNode Item, int Minimum, int? Maximum, bool IsLazy) : PatternNode;
