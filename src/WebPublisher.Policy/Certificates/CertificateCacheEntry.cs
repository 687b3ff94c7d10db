using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Certificates;

/// <summary>
/// A certificate the loader has made. It is held weakly: the policies that use it keep it alive, and a rejected or replaced one goes with the last of them.
/// </summary>
internal sealed class CertificateCacheEntry(ServerCertificate certificate, ImmutableArray<string> warnings)
{
    private readonly WeakReference<ServerCertificate> _certificate = new(certificate);

    /// <summary>What was found questionable when it was made; said again on every load.</summary>
    public ImmutableArray<string> Warnings { get; } = warnings;

    /// <summary>Whether any policy still uses it.</summary>
    public bool IsUsed => _certificate.TryGetTarget(out _);

    /// <summary>The certificate as declared at <paramref name="location"/>: the same instance, or one that shares its context when the declaration has moved.</summary>
    public ServerCertificate? At(SourceLocation location)
    {
        if (!_certificate.TryGetTarget(out var known) || known.Location == location)
        {
            return known;
        }

        var moved = new ServerCertificate
        {
            Name = known.Name,
            Location = location,
            Leaf = known.Leaf,
            Chain = known.Chain,
            Context = known.Context,
            DnsNames = known.DnsNames,
            Addresses = known.Addresses,
        };
        _certificate.SetTarget(moved);
        return moved;
    }
}
