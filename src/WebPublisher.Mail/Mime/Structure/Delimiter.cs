namespace WebPublisher.Mail.Mime.Structure;

/// <summary>How a line that begins with two hyphens relates to a boundary (RFC 2046 section 5.1.1).</summary>
internal enum Delimiter
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>It begins the next part.</summary>
    Next,

    /// <summary>It ends the multipart.</summary>
    Close,

    /// <summary>It begins like the next part, and goes on with other text.</summary>
    NextWithText,

    /// <summary>It would be one if capitals were small letters.</summary>
    OtherCase,

    /// <summary>It begins like the end, and goes on with other text.</summary>
    CloseWithText,
}
