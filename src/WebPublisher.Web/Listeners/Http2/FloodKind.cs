namespace WebPublisher.Web.Listeners.Http2;

/// <summary>What a client sent too much of on an HTTP/2 connection; a tag of metrics.</summary>
internal enum FloodKind
{
    /// <summary>HEADERS that lead to no request, such as streams above the limit.</summary>
    Requests,

    /// <summary>RST_STREAM (CVE-2023-44487).</summary>
    Resets,

    /// <summary>SETTINGS, each of which has to be acknowledged (CVE-2019-9515).</summary>
    Settings,

    /// <summary>PING, each of which has to be answered (CVE-2019-9512).</summary>
    Pings,

    /// <summary>PRIORITY (CVE-2019-9513).</summary>
    Priorities,

    /// <summary>WINDOW_UPDATE beyond what was sent to the client.</summary>
    WindowUpdates,

    /// <summary>DATA with next to nothing in it (CVE-2019-9518).</summary>
    SmallData,

    /// <summary>A header block in too many pieces or bytes (CVE-2024-27316 and its like).</summary>
    HeaderBlock,

    /// <summary>Requests whose answers the client does not take: they wait for its windows, or for its side of TCP (CVE-2019-9517).</summary>
    WithheldWindow,

    /// <summary>Frames of types that mean nothing here.</summary>
    OtherFrames,
}
