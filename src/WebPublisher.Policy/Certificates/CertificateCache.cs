using System.Collections.Immutable;

namespace WebPublisher.Policy.Certificates;

/// <summary>The certificates in use, by the bytes of their files. Not safe for concurrent use.</summary>
internal sealed class CertificateCache
{
    private readonly List<CertificateCacheEntry> _entries = [];

    /// <summary>
    /// The certificate made from the same bytes for the same declaration. When the declaration has only moved, a new one that shares everything but its place with the
    /// one in use, which stays known by its own: the policy with the moved declaration may yet be rejected.
    /// </summary>
    public (ServerCertificate Certificate, ImmutableArray<string> Warnings)? Find(CertificateSource source, string hash)
    {
        (ServerCertificate Certificate, ImmutableArray<string> Warnings)? elsewhere = null;
        foreach (var entry in _entries)
        {
            if (entry.Hash != hash || !entry.TryGet(out var known) || known.Name != source.Name)
            {
                continue;
            }

            if (known.Location == source.Location)
            {
                return (known, entry.Warnings);
            }

            elsewhere = (known, entry.Warnings);
        }

        if (elsewhere is not { } same)
        {
            return null;
        }

        var moved = new ServerCertificate
        {
            Name = source.Name,
            Location = source.Location,
            Leaf = same.Certificate.Leaf,
            Chain = same.Certificate.Chain,
            Context = same.Certificate.Context,
            DnsNames = same.Certificate.DnsNames,
            Addresses = same.Certificate.Addresses,
        };
        Add(moved, hash, same.Warnings);
        return (moved, same.Warnings);
    }

    /// <summary>Remembers a certificate, and forgets those no policy uses any more.</summary>
    public void Add(ServerCertificate certificate, string hash, ImmutableArray<string> warnings)
    {
        _entries.RemoveAll(e => !e.TryGet(out _));
        _entries.Add(new CertificateCacheEntry(certificate, hash, warnings));
    }
}
