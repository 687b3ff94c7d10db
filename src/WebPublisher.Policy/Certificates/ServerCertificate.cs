using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Rules;

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

    /// <summary>The end of its validity.</summary>
    public DateTimeOffset Expires => CertificateValidity.Ends(Leaf);

    /// <summary>
    /// Whether clients that ask for <paramref name="host"/> accept it: by a name in the subject alternative name, where <c>*</c> stands for exactly the left-most
    /// label (RFC 9525 section 6.3), or by an IP address there (section 6.4). The common name does not count.
    /// </summary>
    /// <param name="host">A name in any case, without port and trailing dot, or an IP address without brackets.</param>
    public bool Covers(string host)
    {
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        var parent = dot > 0 ? host.AsSpan(dot) : default;
        foreach (var name in DnsNames)
        {
            if (name.StartsWith("*.", StringComparison.Ordinal)
                ? parent.Equals(name.AsSpan(1), StringComparison.OrdinalIgnoreCase)
                : name.Equals(host, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return !Addresses.IsEmpty && IPAddress.TryParse(host, out var address) && Addresses.Contains(address);
    }

    /// <summary>
    /// Whether it covers what a rule publishes. A pattern <c>*.example.com</c> is covered by the same wildcard, although the pattern goes deeper: no certificate can
    /// cover every depth.
    /// </summary>
    /// <param name="pattern">A host name, wildcard or address of a destination.</param>
    public bool Covers(HostPattern pattern) => pattern.IsWildcard ? DnsNames.Contains(pattern.Text, StringComparer.OrdinalIgnoreCase) : Covers(pattern.Text);
}
