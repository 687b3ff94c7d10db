using System.Net.Security;
using System.Security.Authentication;

namespace WebPublisher.Web.Records;

/// <summary>What logs call versions and cipher suites of TLS.</summary>
internal static class TlsNames
{
    /// <summary><c>TLSv1.3</c>, as OpenSSL and nginx write it.</summary>
    public static string Of(SslProtocols version) => version switch
    {
        SslProtocols.Tls13 => "TLSv1.3",
        SslProtocols.Tls12 => "TLSv1.2",
        _ => "unknown",
    };

    /// <summary>The name in IANA's registry, such as <c>TLS_AES_128_GCM_SHA256</c>.</summary>
    public static string Of(TlsCipherSuite suite) => suite switch
    {
        // The usual ones, without a search among hundreds.
        TlsCipherSuite.TLS_AES_128_GCM_SHA256 => nameof(TlsCipherSuite.TLS_AES_128_GCM_SHA256),
        TlsCipherSuite.TLS_AES_256_GCM_SHA384 => nameof(TlsCipherSuite.TLS_AES_256_GCM_SHA384),
        TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256 => nameof(TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256),
        _ => Enum.GetName(suite) ?? "unknown",
    };
}
