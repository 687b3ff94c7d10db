namespace WebPublisher.Web.Listeners.Http2;

/// <summary>Frame types (RFC 9113 section 6). A peer may send others, which are skipped.</summary>
internal enum Http2FrameType : byte
{
    /// <summary>Bytes of a body.</summary>
    Data = 0,

    /// <summary>Opens a stream, or ends it with trailers.</summary>
    Headers = 1,

    /// <summary>Deprecated; still sent by browsers.</summary>
    Priority = 2,

    /// <summary>Ends a stream.</summary>
    ResetStream = 3,

    /// <summary>Changes the connection's settings, or acknowledges ours.</summary>
    Settings = 4,

    /// <summary>Asks for a sign of life, or gives one.</summary>
    Ping = 6,

    /// <summary>Lets the other side send more.</summary>
    WindowUpdate = 8,

    /// <summary>Goes on with a header block.</summary>
    Continuation = 9,
}
