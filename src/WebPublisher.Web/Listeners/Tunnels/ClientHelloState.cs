namespace WebPublisher.Web.Listeners.Tunnels;

/// <summary>How far the first bytes of a connection could be understood.</summary>
internal enum ClientHelloState
{
    /// <summary>So far well-formed, not complete.</summary>
    Incomplete,

    /// <summary>A whole ClientHello.</summary>
    Complete,

    /// <summary>No ClientHello, or one longer than is read; for the TLS stack to refuse in its own words.</summary>
    Refused,
}
