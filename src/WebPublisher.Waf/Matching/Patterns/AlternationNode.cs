namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>The first of the branches that leads to a match.</summary>
internal sealed record AlternationNode(IReadOnlyList<PatternNode> Branches) : PatternNode;
