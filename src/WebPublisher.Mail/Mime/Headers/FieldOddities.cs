namespace WebPublisher.Mail.Mime.Headers;

/// <summary>Where a structured field leaves the grammar of RFC 2045 section 5.1, or enters corners of it that not every reader knows.</summary>
[Flags]
internal enum FieldOddities
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>A comment.</summary>
    Comment = 1,

    /// <summary>A comment that does not end.</summary>
    OpenComment = 2,

    /// <summary>A quoted string that does not end.</summary>
    OpenQuote = 4,

    /// <summary>Text after a quoted string.</summary>
    TextAfterQuote = 8,

    /// <summary>A quotation mark amid a token.</summary>
    QuoteInToken = 16,

    /// <summary>A backslash, quoted or not.</summary>
    Escape = 32,

    /// <summary>White space around the equals sign.</summary>
    SpaceAroundEquals = 64,

    /// <summary>White space amid a token.</summary>
    SpaceInToken = 128,

    /// <summary>A parameter without a value, or without a name.</summary>
    NoValue = 256,

    /// <summary>More parameters than are read.</summary>
    TooMany = 512,

    /// <summary>An equals sign before the first semicolon: a parameter that is not divided off.</summary>
    ParameterInValue = 1024,
}
