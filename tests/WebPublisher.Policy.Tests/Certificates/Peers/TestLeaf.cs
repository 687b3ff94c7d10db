using System.Security.Cryptography;

namespace WebPublisher.Policy.Tests.Certificates.Peers;

/// <summary>What an issued test certificate is like; the defaults make a good server certificate for one day.</summary>
public sealed record TestLeaf
{
    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>DNS names and IP addresses of the SAN; empty for a certificate without one.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The common name; the first SAN name when null.</summary>
    public string? CommonName { get; init; }

    public TestKey Key { get; init; } = TestKey.EcdsaP256;

    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>OIDs of the extended key usage; empty for a certificate without one.</summary>
    public IReadOnlyList<string> Usages { get; init; } = [ServerAuthentication];

    public bool IsAuthority { get; init; }

    /// <summary>Seconds, hours, days from now.</summary>
    public TimeSpan NotBefore { get; init; } = TimeSpan.FromHours(-1);

    public TimeSpan NotAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>OCSP responder named in the authority information access extension, or null.</summary>
    public Uri? Ocsp { get; init; }
}
