using System.Collections.Frozen;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Listeners;

namespace WebPublisher.Web.Listeners.Tls;

/// <summary>A listener's side of its handshakes: options made once for each certificate and handed out by SNI (RFC 6066 section 3).</summary>
internal sealed class TlsServerOptions
{
    private static readonly List<SslApplicationProtocol> s_applicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];

    private readonly FrozenDictionary<string, SslServerAuthenticationOptions> _byName;
    private readonly FrozenDictionary<string, SslServerAuthenticationOptions>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly SslServerAuthenticationOptions _first;

    public TlsServerOptions(ListenerPolicy listener, CipherSuiteChoice choice)
    {
        var suites = CipherSuites.PolicyFor(listener.Tls.MinimumKeyBits, choice);
        var protocols = listener.Tls.MinimumVersion == TlsVersion.Tls13 ? SslProtocols.Tls13 : SslProtocols.Tls12 | SslProtocols.Tls13;
        var byName = new Dictionary<string, SslServerAuthenticationOptions>(StringComparer.OrdinalIgnoreCase);
        foreach (var certificate in listener.Certificates)
        {
            var options = Options(certificate, protocols, suites);
            _first ??= options;
            foreach (var name in certificate.DnsNames)
            {
                byName.TryAdd(name, options);
            }
        }

        if (_first is null)
        {
            throw new ArgumentException($"The https listener '{listener.Name}' has no certificate.", nameof(listener));
        }

        _byName = byName.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _bySpan = _byName.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The options with the certificate that carries the name, else one that covers it by a wildcard of one label (RFC 9525 section 6.3), else the first.</summary>
    /// <param name="serverName">The SNI, or empty.</param>
    public SslServerAuthenticationOptions Select(string? serverName)
    {
        if (string.IsNullOrEmpty(serverName))
        {
            return _first;
        }

        if (_byName.TryGetValue(serverName, out var exact))
        {
            return exact;
        }

        var dot = serverName.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || serverName.Length > 255)
        {
            return _first;
        }

        Span<char> wildcard = stackalloc char[serverName.Length - dot + 1];
        wildcard[0] = '*';
        serverName.AsSpan(dot).CopyTo(wildcard[1..]);
        return _bySpan.TryGetValue(wildcard, out var covering) ? covering : _first;
    }

    private static SslServerAuthenticationOptions Options(ServerCertificate certificate, SslProtocols protocols, CipherSuitesPolicy? suites) => new()
    {
        ServerCertificateContext = certificate.Context,
        EnabledSslProtocols = protocols,
        ApplicationProtocols = s_applicationProtocols,
        CipherSuitesPolicy = suites,
        AllowRenegotiation = false,
        ClientCertificateRequired = false,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        EncryptionPolicy = EncryptionPolicy.RequireEncryption,
    };
}
