using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Transport.Tls;

/// <summary>What a handshake came to.</summary>
public sealed record TlsAgreement
{
    /// <summary>The version.</summary>
    public required SslProtocols Protocol { get; init; }

    /// <summary>The cipher suite.</summary>
    public required TlsCipherSuite CipherSuite { get; init; }

    /// <summary>The name that was asked for (RFC 6066 section 3), or empty.</summary>
    public required string ServerName { get; init; }

    /// <summary>What was agreed by ALPN (RFC 7301); empty for nothing.</summary>
    public required SslApplicationProtocol ApplicationProtocol { get; init; }

    /// <summary>The server's certificate.</summary>
    public required X509Certificate? Presented { get; init; }

    /// <summary>The client's certificate, or null.</summary>
    public X509Certificate2? Shown { get; init; }
}
