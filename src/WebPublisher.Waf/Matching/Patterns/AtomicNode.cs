namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>A group of which only the first way to match is tried.</summary>
internal sealed record AtomicNode(PatternNode Item) : PatternNode;
