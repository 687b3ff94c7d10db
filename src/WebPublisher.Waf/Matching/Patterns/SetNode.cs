namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>One character of a set; of the empty set none, so that it never matches.</summary>
internal sealed record SetNode(ByteSet Set) : PatternNode;
