using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Listeners;

/// <summary>The versions of TLS that are still fit for use (RFC 8996 retired the older ones).</summary>
public enum TlsVersion
{
    /// <summary>RFC 5246.</summary>
    [Word("1.2")]
    Tls12,

    /// <summary>RFC 8446.</summary>
    [Word("1.3")]
    Tls13,
}
