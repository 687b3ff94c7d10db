using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Policy.Certificates;

/// <summary>The certificates beside a leaf, put in the order TLS sends them (RFC 8446 section 4.4.2: each certifies the one before it).</summary>
/// <param name="Intermediates">The leaf's issuer first, no root.</param>
/// <param name="Root">The self-signed certificate it ends in, when the file brings it. It is never sent.</param>
/// <param name="IsComplete">Whether it reaches a root: the one in the file, or one this machine trusts.</param>
internal sealed record CertificateChain(ImmutableArray<X509Certificate2> Intermediates, X509Certificate2? Root, bool IsComplete)
{
    /// <summary>Orders <paramref name="pair"/>; what is missing or superfluous is reported as a warning.</summary>
    /// <param name="pair">The leaf and the certificates beside it.</param>
    /// <param name="now">The time at which roots must be valid.</param>
    /// <param name="report">Where warnings go.</param>
    public static CertificateChain Order(KeyPair pair, DateTimeOffset now, CertificateReport report)
    {
        var left = pair.Others.ToList();
        var intermediates = ImmutableArray.CreateBuilder<X509Certificate2>();
        var last = pair.Leaf;
        X509Certificate2? root = null;
        while (root is null && !IsSelfSigned(last) && left.Find(c => Certifies(c, last)) is { } issuer)
        {
            left.Remove(issuer);
            last = issuer;
            if (IsSelfSigned(issuer))
            {
                root = issuer;
            }
            else
            {
                intermediates.Add(issuer);
            }
        }

        foreach (var stranger in left)
        {
            report.Warning($"{CertificateText.Subject(stranger)} is not part of the chain and is not sent");
            stranger.Dispose();
        }

        var isComplete = IsSelfSigned(last) || ReachesTrustedRoot(pair.Leaf, intermediates, now);
        if (!isComplete)
        {
            report.Warning(
                $"the chain is incomplete: {CertificateText.Subject(last)} was issued by {CertificateText.Issuer(last)}, which is neither in the file nor a root " +
                "this machine trusts. Append the missing certificates: clients that do not know the issuer refuse this one, and OCSP stapling stays off");
        }

        return new CertificateChain(intermediates.ToImmutable(), root, isComplete);
    }

    private static bool IsSelfSigned(X509Certificate2 certificate) => Certifies(certificate, certificate);

    // By name and, where both state it, by key identifier (RFC 5280 section 4.2.1.1): a renewed authority often keeps its name.
    private static bool Certifies(X509Certificate2 issuer, X509Certificate2 subject)
    {
        if (!issuer.SubjectName.RawData.AsSpan().SequenceEqual(subject.IssuerName.RawData))
        {
            return false;
        }

        var wanted = subject.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier;
        var offered = issuer.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault()?.SubjectKeyIdentifierBytes;
        return wanted is null || offered is null || wanted.Value.Span.SequenceEqual(offered.Value.Span);
    }

    // Nothing is downloaded here: a missing intermediate must neither delay a reload nor go unnoticed because this machine could fetch it.
    private static bool ReachesTrustedRoot(X509Certificate2 leaf, IEnumerable<X509Certificate2> intermediates, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllFlags;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.ExtraStore.AddRange(intermediates.ToArray());
        chain.Build(leaf);
        var isPartial = chain.ChainStatus.Any(s => s.Status.HasFlag(X509ChainStatusFlags.PartialChain));
        foreach (var element in chain.ChainElements)
        {
            element.Certificate.Dispose();
        }

        return !isPartial;
    }
}
