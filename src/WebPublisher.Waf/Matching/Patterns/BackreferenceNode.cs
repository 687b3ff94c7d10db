namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>What a group captured, once more.</summary>
internal sealed record BackreferenceNode(int Number, bool IgnoresCase) : PatternNode;
