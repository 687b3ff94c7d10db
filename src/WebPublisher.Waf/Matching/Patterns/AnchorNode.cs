namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>A place rather than a character.</summary>
internal sealed record AnchorNode(AnchorKind Kind) : PatternNode;
