namespace WebPublisher.Conformance.Web.Recording;

/// <summary>What is wrong with a request that no publisher may send.</summary>
internal enum ProblemKind
{
    /// <summary>The request line.</summary>
    RequestLine,

    /// <summary>A line feed without carriage return, or the reverse.</summary>
    LineEnd,

    /// <summary>A line that begins with white space (RFC 9112 section 5.2).</summary>
    FoldedLine,

    /// <summary>A line without colon, or a name that is no token.</summary>
    FieldName,

    /// <summary>A control character in a value.</summary>
    ControlCharacter,

    /// <summary>Not exactly one Host.</summary>
    Host,

    /// <summary>A length that is no number, or more than one.</summary>
    ContentLength,

    /// <summary>A coding that is not <c>chunked</c>.</summary>
    TransferEncoding,

    /// <summary>A length beside a coding, or a coding twice.</summary>
    BothFramings,

    /// <summary>A name that a careless reader takes for that of a framing field.</summary>
    LookAlike,

    /// <summary>A chunk without a proper size, or that does not end where it should.</summary>
    Chunk,

    /// <summary>A chunk extension: it is one hop's affair (RFC 9112 section 7.1.1).</summary>
    ChunkExtension,
}
