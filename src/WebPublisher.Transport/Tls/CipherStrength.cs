using System.Collections.Frozen;
using System.Net.Security;

namespace WebPublisher.Transport.Tls;

/// <summary>How strong the bulk cipher of a TLS cipher suite is.</summary>
public static class CipherStrength
{
    private static readonly FrozenDictionary<TlsCipherSuite, int> s_keyBits =
        Enum.GetValues<TlsCipherSuite>().Distinct().ToFrozenDictionary(suite => suite, suite => FromName(suite.ToString()));

    /// <summary>
    /// Length of the symmetric key in bits: 128 or 256, and 0 for anything weaker or unknown (DES, 3DES, export and integrity-only suites), so that a comparison
    /// with a minimum refuses it.
    /// </summary>
    /// <param name="suite">A suite by its number in IANA's TLS registry.</param>
    public static int KeyBits(TlsCipherSuite suite) => s_keyBits.GetValueOrDefault(suite);

    private static int FromName(string name)
    {
        // IANA's names spell the cipher between underscores (AES_256_GCM, ARIA_128_GCM); the hash at the end (SHA256) has no underscore before its number.
        if (name.Contains("_CHACHA20_", StringComparison.Ordinal) || name.Contains("_256_", StringComparison.Ordinal))
        {
            return 256;
        }

        return name.Contains("_128_", StringComparison.Ordinal) ? 128 : 0;
    }
}
