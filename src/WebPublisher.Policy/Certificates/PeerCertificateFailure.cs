namespace WebPublisher.Policy.Certificates;

/// <summary>Every way in which an inner server's certificate fails the policy, in the order in which they are looked for: the first that applies is the one told.</summary>
public enum PeerCertificateFailure
{
    /// <summary>The server presented no certificate.</summary>
    NotPresented,

    /// <summary>The certificate, or one of its chain, is past its last day.</summary>
    Expired,

    /// <summary>The certificate, or one of its chain, is not valid yet.</summary>
    NotYetValid,

    /// <summary>The certificate is signed by its own key and is not itself a trusted root.</summary>
    SelfSigned,

    /// <summary>The chain ends in a root that is not trusted, or in an issuer nobody vouches for.</summary>
    UntrustedRoot,

    /// <summary>The server did not send an intermediate certificate that the chain needs; it is never fetched from the network.</summary>
    IncompleteChain,

    /// <summary>The chain breaks a rule of RFC 5280 section 6: a bad signature, path length, name constraint or critical extension.</summary>
    InvalidChain,

    /// <summary>A CA certificate is used as a server's (RFC 5280 section 4.2.1.9).</summary>
    CertificateAuthority,

    /// <summary>The extended key usage is absent or does not list serverAuth (RFC 5280 section 4.2.1.12).</summary>
    MissingServerAuthentication,

    /// <summary>A key of the chain is shorter than RSA-2048 or P-256, or of an algorithm that is not accepted.</summary>
    WeakKey,

    /// <summary>A signature below the root is made with MD5, SHA-1 or an algorithm that is not accepted.</summary>
    WeakSignature,

    /// <summary>The certificate names nothing in its subject alternative name; a common name is no name (RFC 9525 section 2).</summary>
    NoSubjectAlternativeName,

    /// <summary>Only a wildcard with fewer than two labels after it, such as <c>*.com</c>, would cover the expected name.</summary>
    WildcardTooBroad,

    /// <summary>The certificate speaks for other names than the one expected.</summary>
    NameMismatch,

    /// <summary>The certificate's key is none of those pinned.</summary>
    PinMismatch,
}
