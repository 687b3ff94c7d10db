using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Listeners;
using WebPublisher.Transport.Tls.OpenSsl;
using WebPublisher.Transport.Tls.Server;

namespace WebPublisher.Transport.Tls;

/// <summary>The server's side of handshakes in one place: options made once for each certificate and handed out by SNI (RFC 6066 section 3).</summary>
public sealed class TlsServerOptions
{
    private readonly FrozenDictionary<string, TlsServerIdentity> _byName;
    private readonly FrozenDictionary<string, TlsServerIdentity>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly Lazy<bool> _isForOpenSsl;

    /// <param name="name">Name of the listener or connector.</param>
    /// <param name="certificates">Its certificates; at least one.</param>
    /// <param name="policy">What it asks of TLS.</param>
    /// <param name="applicationProtocols">What it offers by ALPN (RFC 7301); empty for none.</param>
    /// <param name="choice">Who restricts the cipher suites.</param>
    /// <param name="clients">What is asked of clients, in which case the options are for one handshake; null for nothing.</param>
    /// <exception cref="ArgumentException">There is no certificate.</exception>
    public TlsServerOptions(
        string name,
        ImmutableArray<ServerCertificate> certificates,
        TlsPolicy policy,
        ImmutableArray<SslApplicationProtocol> applicationProtocols,
        CipherSuiteChoice choice,
        ClientCertificateRequest? clients = null)
    {
        (Name, ApplicationProtocols) = (name, applicationProtocols);
        var settings = new TlsServerSettings(policy.MinimumVersion, policy.MinimumKeyBits);
        var suites = CipherSuites.PolicyFor(policy.MinimumKeyBits, choice);
        var protocols = policy.MinimumVersion == TlsVersion.Tls13 ? SslProtocols.Tls13 : SslProtocols.Tls12 | SslProtocols.Tls13;
        var identities = new List<TlsServerIdentity>();
        var byName = new Dictionary<string, TlsServerIdentity>(StringComparer.OrdinalIgnoreCase);
        foreach (var certificate in certificates)
        {
            var identity = new TlsServerIdentity(
                certificate.Leaf,
                Options(certificate, protocols, applicationProtocols.IsEmpty ? null : [.. applicationProtocols], suites, clients),
                new Lazy<SslContextHandle?>(() => TlsServerContexts.For(certificate, settings)));
            identities.Add(identity);
            foreach (var dnsName in certificate.DnsNames)
            {
                byName.TryAdd(dnsName, identity);
            }
        }

        First = identities.Count > 0 ? identities[0] : throw new ArgumentException($"'{name}' has no certificate.", nameof(certificates));
        _isForOpenSsl = new Lazy<bool>(() => clients is null && identities.TrueForAll(identity => identity.Context.Value is not null));
        _byName = byName.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _bySpan = _byName.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Name of the listener or connector.</summary>
    public string Name { get; }

    /// <summary>What it offers by ALPN.</summary>
    internal ImmutableArray<SslApplicationProtocol> ApplicationProtocols { get; }

    /// <summary>What is presented to who asks for nothing, or for something that is not here.</summary>
    internal TlsServerIdentity First { get; }

    /// <summary>Whether OpenSSL can do handshakes without .NET's TLS: OpenSSL 3 is there, and nothing is asked that .NET alone does.</summary>
    internal bool IsForOpenSsl => _isForOpenSsl.Value;

    /// <summary>The certificate that carries the name, else one that covers it by a wildcard of one label (RFC 9525 section 6.3), else the first.</summary>
    /// <param name="serverName">The SNI, or empty.</param>
    internal TlsServerIdentity Select(string? serverName)
    {
        if (string.IsNullOrEmpty(serverName))
        {
            return First;
        }

        if (_byName.TryGetValue(serverName, out var exact))
        {
            return exact;
        }

        var dot = serverName.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || serverName.Length > 255)
        {
            return First;
        }

        Span<char> wildcard = stackalloc char[serverName.Length - dot + 1];
        wildcard[0] = '*';
        serverName.AsSpan(dot).CopyTo(wildcard[1..]);
        return _bySpan.TryGetValue(wildcard, out var covering) ? covering : First;
    }

    private static SslServerAuthenticationOptions Options(
        ServerCertificate certificate, SslProtocols protocols, List<SslApplicationProtocol>? applicationProtocols, CipherSuitesPolicy? suites, ClientCertificateRequest? clients) => new()
    {
        ServerCertificateContext = certificate.Context,
        EnabledSslProtocols = protocols,
        ApplicationProtocols = applicationProtocols,
        CipherSuitesPolicy = suites,
        AllowRenegotiation = false,
        ClientCertificateRequired = clients is not null,
        CertificateChainPolicy = clients?.ChainPolicy,
        RemoteCertificateValidationCallback = clients is null ? null : (_, leaf, chain, _) => leaf is not X509Certificate2 shown || clients.Accepts(shown, chain!.ChainPolicy.ExtraStore),

        // Who resumes a session shows nothing again.
        AllowTlsResume = clients is null,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        EncryptionPolicy = EncryptionPolicy.RequireEncryption,
    };
}
