using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Ipsec;

/// <summary>The group of an IKEv2 key exchange, and of the one that renews the keys of ESP.</summary>
public enum IpsecKeyExchange
{
    /// <summary>NIST P-384 (RFC 5903, group 20).</summary>
    Ecp384,

    /// <summary>NIST P-256 (RFC 5903, group 19).</summary>
    Ecp256,

    /// <summary>Curve25519 (RFC 8031, group 31).</summary>
    [Word("x25519")]
    X25519,
}
