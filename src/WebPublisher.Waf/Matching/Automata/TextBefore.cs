namespace WebPublisher.Waf.Matching.Automata;

/// <summary>What stands before a place in a text, as far as a pattern asks for it.</summary>
internal enum TextBefore : byte
{
    /// <summary>Something that does not matter.</summary>
    Other,

    /// <summary>Nothing: the text begins.</summary>
    Nothing,

    /// <summary>A character of a word.</summary>
    Word,

    /// <summary>A line feed.</summary>
    LineFeed,
}
