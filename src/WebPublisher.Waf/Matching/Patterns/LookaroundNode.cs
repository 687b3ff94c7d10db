namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>What has to stand, or must not stand, ahead or behind.</summary>
internal sealed record LookaroundNode(PatternNode Item, bool IsBehind, bool IsNegative) : PatternNode;
