using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace WebPublisher.Policy.Compilation;

/// <summary>Keeps parsed roots between loads while their files are unchanged, so that a reload does not make every front end look new.</summary>
internal sealed class TrustedRootStore
{
    private readonly Lock _gate = new();
    private ImmutableDictionary<string, TrustedRoots> _known = ImmutableDictionary<string, TrustedRoots>.Empty;

    /// <summary>The certificates in a PEM file (RFC 7468); none when there are none.</summary>
    /// <exception cref="CryptographicException">One of them is damaged.</exception>
    public TrustedRoots Parse(byte[] pem)
    {
        var hash = Convert.ToHexString(SHA256.HashData(pem));
        lock (_gate)
        {
            if (_known.TryGetValue(hash, out var roots))
            {
                return roots;
            }

            var collection = new X509Certificate2Collection();
            collection.ImportFromPem(Encoding.UTF8.GetString(pem));
            roots = new TrustedRoots([.. collection]);
            _known = _known.Add(hash, roots);
            return roots;
        }
    }

    /// <summary>Forgets what the last successful load did not use.</summary>
    public void Keep(IEnumerable<TrustedRoots> used)
    {
        var kept = used.ToHashSet();
        lock (_gate)
        {
            _known = _known.Where(k => kept.Contains(k.Value)).ToImmutableDictionary(StringComparer.Ordinal);
        }
    }
}
