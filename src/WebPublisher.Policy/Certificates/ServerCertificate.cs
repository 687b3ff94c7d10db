using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Certificates;

/// <summary>
/// A certificate with its private key and chain, as presented to clients. The same instance lives on across reloads while its files are unchanged, because
/// OCSP stapling and session resumption belong to its <see cref="Context"/>.
/// </summary>
public sealed class ServerCertificate
{
    /// <summary>Its name under <c>certificates</c> in the policy.</summary>
    public required string Name { get; init; }

    /// <summary>Where the policy declares it.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>The end-entity certificate with its private key.</summary>
    public required X509Certificate2 Leaf { get; init; }

    /// <summary>The intermediates, leaf's issuer first.</summary>
    public required ImmutableArray<X509Certificate2> Chain { get; init; }

    /// <summary>The prepared context: built once, shared by every handshake.</summary>
    public required SslStreamCertificateContext Context { get; init; }

    /// <summary>DNS names of the subject alternative name extension, lower case, wildcards as written.</summary>
    public required ImmutableArray<string> DnsNames { get; init; }

    /// <summary>IP addresses of the subject alternative name extension.</summary>
    public required ImmutableArray<IPAddress> Addresses { get; init; }
}
