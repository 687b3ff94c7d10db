namespace WebPublisher.Web.Listeners.Screening;

/// <summary>What follows the head of a request (RFC 9112 section 6.3).</summary>
/// <param name="Length">Bytes of a body whose length is announced; 0 without one.</param>
/// <param name="IsChunked">Whether the body comes in chunks.</param>
internal readonly record struct AnnouncedBody(long Length, bool IsChunked);
