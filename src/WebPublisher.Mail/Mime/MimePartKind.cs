namespace WebPublisher.Mail.Mime;

/// <summary>What a part is to the structure of its message.</summary>
public enum MimePartKind
{
    /// <summary>Has content of its own.</summary>
    Leaf,

    /// <summary>Holds parts between delimiters (RFC 2046 section 5.1).</summary>
    Multipart,

    /// <summary>Holds a message, whose part is its only child (RFC 2046 section 5.2.1).</summary>
    Message,

    /// <summary>A file that stands in the text of its parent, in uuencode or yEnc.</summary>
    EmbeddedFile,
}
