using System.Collections.Immutable;
using System.Net.Security;

namespace WebPublisher.Transport.Tls;

/// <summary>The suites a listener may agree on: AEAD with forward secrecy (RFC 9325 section 4.2), in the order of preference of openssl.cnf.</summary>
internal static class CipherSuites
{
    /// <summary>Keys of 128 bits or more.</summary>
    public static ImmutableArray<TlsCipherSuite> Accepted { get; } =
    [
        TlsCipherSuite.TLS_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    ];

    /// <summary>What a handshake must be restricted to, or null when the process's defaults do it.</summary>
    public static CipherSuitesPolicy? PolicyFor(int minimumKeyBits, CipherSuiteChoice choice) => minimumKeyBits <= 128 && choice == CipherSuiteChoice.ProcessDefault
        ? null
        : new CipherSuitesPolicy(Accepted.Where(suite => CipherStrength.KeyBits(suite) >= minimumKeyBits));
}
