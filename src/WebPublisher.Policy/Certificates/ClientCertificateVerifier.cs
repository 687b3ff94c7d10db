using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Policy.Certificates;

/// <summary>Judges the certificate by which somebody logs in. Pure, as <see cref="PeerCertificateVerifier"/> is, and by the same rules but for what it is for.</summary>
public static class ClientCertificateVerifier
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string CommonName = "2.5.4.3";

    /// <summary>How a chain is built: from what was sent and the trusted roots alone, without any network access.</summary>
    /// <param name="trustedRoots">The only roots a chain may end in.</param>
    /// <param name="at">The instant at which it must be valid, or null for now.</param>
    public static X509ChainPolicy ChainPolicy(ImmutableArray<X509Certificate2> trustedRoots, DateTimeOffset? at)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.AddRange(trustedRoots.AsSpan().ToArray());
        policy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        if (at is { } instant)
        {
            policy.VerificationTimeIgnored = false;
            policy.VerificationTime = instant.UtcDateTime;
        }

        return policy;
    }

    /// <summary>Judges one.</summary>
    /// <param name="leaf">The certificate presented.</param>
    /// <param name="presented">The other certificates that were sent, in any order.</param>
    /// <param name="trustedRoots">The only roots a chain may end in.</param>
    /// <param name="at">The instant at which it must be valid.</param>
    /// <returns>Null when it is accepted, or the first reason against it, for the log.</returns>
    public static string? Verify(X509Certificate2 leaf, X509Certificate2Collection presented, ImmutableArray<X509Certificate2> trustedRoots, DateTimeOffset at)
    {
        using var chain = new X509Chain { ChainPolicy = ChainPolicy(trustedRoots, at) };
        chain.ChainPolicy.ExtraStore.AddRange(presented);
        chain.Build(leaf);
        try
        {
            var refusal = PeerCertificateVerifier.CheckDates(chain, at) ?? PeerCertificateVerifier.CheckTrust(chain, leaf) ?? PeerCertificateVerifier.CheckStrength(chain);
            return refusal?.Detail ?? CheckUse(chain, leaf);
        }
        finally
        {
            // Dispose of the chain leaves its elements to the finalizer.
            foreach (var element in chain.ChainElements)
            {
                element.Certificate.Dispose();
            }
        }
    }

    /// <summary>Whom it names: its common names, and the DNS names and the mail address of its subject alternative name.</summary>
    /// <exception cref="CryptographicException">They cannot be read.</exception>
    public static IEnumerable<string> NamesOf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var common = certificate.SubjectName.EnumerateRelativeDistinguishedNames(reversed: false)
            .Where(part => !part.HasMultipleElements && part.GetSingleElementType().Value == CommonName)
            .Select(part => part.GetSingleElementValue() ?? "");
        var alternative = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames());
        return common.Concat(alternative).Append(certificate.GetNameInfo(X509NameType.EmailName, forIssuer: false)).Where(name => name.Length > 0);
    }

    private static string? CheckUse(X509Chain chain, X509Certificate2 leaf)
    {
        if (leaf.Extensions.OfType<X509BasicConstraintsExtension>().Any(static constraints => constraints.CertificateAuthority))
        {
            return $"'{leaf.Subject}' is a certificate authority's certificate, not a user's";
        }

        var usage = leaf.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault();
        var isForClients = usage?.EnhancedKeyUsages.Cast<Oid>().Any(static oid => oid.Value == ClientAuthentication) == true;
        return isForClients && !chain.ChainStatus.Any(static status => status.Status.HasFlag(X509ChainStatusFlags.NotValidForUsage))
            ? null
            : $"'{leaf.Subject}' is not for clientAuth ({ClientAuthentication})";
    }
}
