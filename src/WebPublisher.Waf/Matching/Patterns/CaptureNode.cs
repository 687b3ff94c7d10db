namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>A group that captures; groups are numbered from 1 by where they begin, names or not.</summary>
internal sealed record CaptureNode(PatternNode Item, int Number) : PatternNode;
