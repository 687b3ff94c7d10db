namespace WebPublisher.Web.Content;

/// <summary>A content coding (RFC 9110 section 8.4.1) as far as this server reads it.</summary>
internal enum ContentCoding
{
    /// <summary>None: the bytes are the content.</summary>
    Identity,

    /// <summary><c>gzip</c> (RFC 1952).</summary>
    Gzip,

    /// <summary><c>deflate</c>: the zlib format (RFC 1950), or, as some servers have it, bare DEFLATE (RFC 1951).</summary>
    Deflate,

    /// <summary><c>br</c> (RFC 7932).</summary>
    Brotli,

    /// <summary>Another one, or several one over the other.</summary>
    Unknown,
}
