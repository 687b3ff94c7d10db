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

    /// <summary>OpenSSL's names of the suites of a version, for a list of its.</summary>
    /// <param name="minimumKeyBits">The shortest key.</param>
    /// <param name="isTls13">Whether those of TLS 1.3, or those of 1.2.</param>
    public static string OpenSslNames(int minimumKeyBits, bool isTls13) =>
        string.Join(':', AtLeast(minimumKeyBits).Where(suite => ((int)suite & 0xFF00) == 0x1300 == isTls13).Select(suite => isTls13 ? suite.ToString() : OpenSslName(suite)));

    /// <summary>What a handshake must be restricted to, or null when the process's defaults do it.</summary>
    public static CipherSuitesPolicy? PolicyFor(int minimumKeyBits, CipherSuiteChoice choice) => minimumKeyBits <= 128 && choice == CipherSuiteChoice.ProcessDefault
        ? null
        : new CipherSuitesPolicy(AtLeast(minimumKeyBits));

    private static IEnumerable<TlsCipherSuite> AtLeast(int minimumKeyBits) => Accepted.Where(suite => CipherStrength.KeyBits(suite) >= minimumKeyBits);

    // TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 is ECDHE-RSA-AES256-GCM-SHA384 there, and the hash of ChaCha20's suites is not named.
    private static string OpenSslName(TlsCipherSuite suite) => suite.ToString()
        .Replace("TLS_", "", StringComparison.Ordinal).Replace("_WITH_", "-", StringComparison.Ordinal).Replace("_POLY1305_SHA256", "_POLY1305", StringComparison.Ordinal)
        .Replace("AES_", "AES", StringComparison.Ordinal).Replace('_', '-');
}
