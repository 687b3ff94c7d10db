namespace WebPublisher.Waf.Matching.Automata;

/// <summary>What a place of a <see cref="StepProgram"/> is.</summary>
internal enum Operation : byte
{
    /// <summary>A match is complete.</summary>
    Accept,

    /// <summary>Takes a character of a set and goes on.</summary>
    Take,

    /// <summary>Goes on at two places.</summary>
    Split,

    /// <summary>Notes where in the text it is, and goes on; only where groups are asked for.</summary>
    Note,

    /// <summary>Goes on before the first character.</summary>
    AtStart,

    /// <summary>Goes on behind the last character.</summary>
    AtEnd,

    /// <summary>Goes on before the first character and behind a line feed that is not the last character.</summary>
    AtLineStart,

    /// <summary><see cref="AtLineStart"/> where the text is read backwards.</summary>
    AtLineStartBackwards,

    /// <summary>Goes on behind the last character and before a line feed.</summary>
    AtLineEnd,

    /// <summary><see cref="AtLineEnd"/> where the text is read backwards.</summary>
    AtLineEndBackwards,

    /// <summary>Goes on behind the last character and before a line feed that is the last one; only where groups are asked for.</summary>
    AtEndOrLastLineFeed,

    /// <summary>Goes on between a character of a word and another one.</summary>
    AtWordBoundary,

    /// <summary>Goes on elsewhere.</summary>
    AtNoWordBoundary,
}
