namespace WebPublisher.Web.Listeners.Quotas;

/// <summary>Why a connection was refused or cut before its time; a tag of metrics.</summary>
internal enum ConnectionCut
{
    /// <summary>Its client has as many as it may.</summary>
    Connections,

    /// <summary>Its client has begun newer ones, and brought no request on this.</summary>
    Opening,

    /// <summary>Newer TLS handshakes were begun, and this one was not finished.</summary>
    Handshakes,

    /// <summary>It took too long to its first request.</summary>
    FirstRequest,

    /// <summary>Its client flooded it with HTTP/2 frames.</summary>
    Flood,
}
