namespace WebPublisher.Policy.Listeners;

/// <summary>The versions of TLS that are still fit for use (RFC 8996 retired the older ones).</summary>
public enum TlsVersion
{
    /// <summary>RFC 5246.</summary>
    Tls12,

    /// <summary>RFC 8446.</summary>
    Tls13,
}
