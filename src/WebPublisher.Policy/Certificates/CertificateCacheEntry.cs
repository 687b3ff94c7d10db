using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace WebPublisher.Policy.Certificates;

/// <summary>
/// A certificate the loader has made. It is held weakly: the policies that use it keep it alive, and a rejected or replaced one goes with the last of them.
/// </summary>
/// <param name="certificate">The certificate.</param>
/// <param name="hash">SHA-256 of the files it was made from.</param>
/// <param name="warnings">What was found questionable when it was made; said again on every load.</param>
internal sealed class CertificateCacheEntry(ServerCertificate certificate, string hash, ImmutableArray<string> warnings)
{
    private readonly WeakReference<ServerCertificate> _certificate = new(certificate);

    public string Hash { get; } = hash;

    public ImmutableArray<string> Warnings { get; } = warnings;

    /// <summary>The certificate, as long as some policy uses it.</summary>
    public bool TryGet([NotNullWhen(true)] out ServerCertificate? found) => _certificate.TryGetTarget(out found);
}
