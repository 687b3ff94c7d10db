namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>One after the other.</summary>
internal sealed record SequenceNode(IReadOnlyList<PatternNode> Items) : PatternNode;
