namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>Which place.</summary>
internal enum AnchorKind
{
    /// <summary><c>\A</c>, and <c>^</c> but in multi-line mode.</summary>
    Start,

    /// <summary><c>\z</c>, and <c>$</c> where it means the end only.</summary>
    End,

    /// <summary><c>\Z</c>: the end, or a line feed at the end.</summary>
    EndOrLastLineFeed,

    /// <summary><c>^</c> in multi-line mode: not behind a line feed that ends the text.</summary>
    LineStart,

    /// <summary><c>$</c> in multi-line mode.</summary>
    LineEnd,

    /// <summary><c>\b</c>.</summary>
    WordBoundary,

    /// <summary><c>\B</c>.</summary>
    NoWordBoundary,
}
