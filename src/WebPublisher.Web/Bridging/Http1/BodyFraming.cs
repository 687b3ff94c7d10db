namespace WebPublisher.Web.Bridging.Http1;

/// <summary>How the end of a response's body is found (RFC 9112 section 6.3).</summary>
internal enum BodyFraming
{
    /// <summary>There is no body: an answer to HEAD, or one with status 1xx, 204 or 304.</summary>
    None,

    /// <summary>So many bytes as Content-Length says.</summary>
    Length,

    /// <summary>The chunked transfer coding.</summary>
    Chunked,

    /// <summary>All that comes before the connection ends.</summary>
    UntilClose,
}
