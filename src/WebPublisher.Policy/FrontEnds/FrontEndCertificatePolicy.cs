using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Policy.FrontEnds;

/// <summary>
/// What a front end's certificate must satisfy, beyond what holds always: names from the SAN only, serverAuth, an end-entity certificate in date, at least
/// RSA-2048 or P-256, at least SHA-256 in the whole chain below the root.
/// </summary>
public sealed record FrontEndCertificatePolicy
{
    /// <summary>The name the certificate must carry and the SNI sent; null means the server's own host name. Never the Host header.</summary>
    public string? Name { get; init; }

    /// <summary>The only roots a chain may end in, or empty for the system's store.</summary>
    public ImmutableArray<X509Certificate2> TrustedRoots { get; init; } = [];

    /// <summary>SHA-256 of the SubjectPublicKeyInfo, 32 bytes each; when any is given the leaf must match one of them.</summary>
    public ImmutableArray<ImmutableArray<byte>> Pins { get; init; } = [];

    /// <summary>The certificate shown to front ends that ask for one, or null.</summary>
    public Certificates.ServerCertificate? ClientCertificate { get; init; }
}
