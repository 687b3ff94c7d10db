namespace WebPublisher.Waf.Transformations;

/// <summary>Kinds of characters that transformations look for. A text that holds none of those a transformation touches is what it makes of it.</summary>
[Flags]
public enum CharacterKinds
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>Percent and plus signs: what is URL-encoded.</summary>
    UrlEscape = 1,

    /// <summary>The ampersand.</summary>
    Ampersand = 1 << 1,

    /// <summary>The backslash.</summary>
    Backslash = 1 << 2,

    /// <summary>The null byte.</summary>
    Null = 1 << 3,

    /// <summary>White space, the no-break space of Latin-1 with it.</summary>
    WhiteSpace = 1 << 4,

    /// <summary>Capital letters of ASCII.</summary>
    Capital = 1 << 5,

    /// <summary>Bytes from 0x80 on.</summary>
    High = 1 << 6,

    /// <summary>The slash.</summary>
    Slash = 1 << 7,

    /// <summary>The full stop.</summary>
    Dot = 1 << 8,

    /// <summary>Quotation marks, the caret, the comma and the semicolon: what shells see.</summary>
    Shell = 1 << 9,

    /// <summary>The asterisk, the hyphen and the number sign: what comments are made of.</summary>
    Comment = 1 << 10,

    /// <summary>All others.</summary>
    Other = 1 << 11,

    /// <summary>Any text at all may change, the empty one too.</summary>
    Any = UrlEscape | Ampersand | Backslash | Null | WhiteSpace | Capital | High | Slash | Dot | Shell | Comment | Other,
}
