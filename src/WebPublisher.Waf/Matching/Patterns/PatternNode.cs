namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>A part of a pattern.</summary>
internal abstract record PatternNode
{
    /// <summary>Matches the empty text.</summary>
    public static readonly PatternNode Empty = new SequenceNode([]);
}
