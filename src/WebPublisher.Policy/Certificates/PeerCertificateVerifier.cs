using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.FrontEnds;

namespace WebPublisher.Policy.Certificates;

/// <summary>
/// Judges the certificate an inner server presents: a front end of webmail, or a server that mail is handed to. Pure: it looks at what it is given and at the
/// trust store, never at the network, and at no clock.
/// </summary>
/// <remarks>
/// The platform's own check is not enough: it accepts a common name, a CA certificate used as a server's, RSA-1024 and SHA-1. It is also too talkative: it may
/// download missing issuers from wherever an unverified certificate says.
/// </remarks>
public static class PeerCertificateVerifier
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private const X509ChainStatusFlags Trust = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.Cyclic;

    // Dates are judged element by element, and usage by the leaf's own extension first: both have reasons of their own.
    private const X509ChainStatusFlags JudgedElsewhere = Trust | X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.NotValidForUsage;

    /// <summary>Judges one certificate.</summary>
    /// <param name="leaf">The certificate presented, or null when there was none.</param>
    /// <param name="presented">The other certificates the server sent, in any order.</param>
    /// <param name="policy">What the certificate must satisfy.</param>
    /// <param name="expectedName">The DNS name or IP address it must speak for.</param>
    /// <param name="at">The instant at which it must be valid.</param>
    /// <returns>Null when it is accepted, or the first reason against it.</returns>
    public static PeerCertificateRefusal? Verify(
        X509Certificate2? leaf, X509Certificate2Collection presented, FrontEndCertificatePolicy policy, string expectedName, DateTimeOffset at)
    {
        if (leaf is null)
        {
            return new(PeerCertificateFailure.NotPresented, "the server presented no certificate");
        }

        using var chain = new X509Chain { ChainPolicy = ChainPolicy(policy, at) };
        chain.ChainPolicy.ExtraStore.AddRange(presented);
        chain.Build(leaf);
        try
        {
            return CheckDates(chain, at)
                ?? CheckTrust(chain, leaf)
                ?? CheckUse(chain, leaf)
                ?? CheckStrength(chain)
                ?? CertificateSubjects.Check(leaf, expectedName)
                ?? CheckPins(leaf, policy);
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

    /// <summary>How a chain is built: from what was sent and the trusted roots alone, without any network access.</summary>
    /// <param name="policy">Gives the trusted roots; when it has none, the system's store is used.</param>
    /// <param name="at">The instant at which the chain must be valid, or null for now.</param>
    public static X509ChainPolicy ChainPolicy(FrontEndCertificatePolicy policy, DateTimeOffset? at)
    {
        var result = new X509ChainPolicy
        {
            TrustMode = policy.TrustedRoots.IsEmpty ? X509ChainTrustMode.System : X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        result.CustomTrustStore.AddRange(policy.TrustedRoots.AsSpan().ToArray());
        result.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (at is { } instant)
        {
            result.VerificationTimeIgnored = false;
            result.VerificationTime = instant.UtcDateTime;
        }

        return result;
    }

    internal static PeerCertificateRefusal? CheckDates(X509Chain chain, DateTimeOffset at)
    {
        foreach (var element in chain.ChainElements)
        {
            var certificate = element.Certificate;
            if (certificate.NotAfter.ToUniversalTime() < at.UtcDateTime)
            {
                return new(PeerCertificateFailure.Expired, $"'{certificate.Subject}' was valid until {certificate.NotAfter.ToUniversalTime():u}");
            }

            if (certificate.NotBefore.ToUniversalTime() > at.UtcDateTime)
            {
                return new(PeerCertificateFailure.NotYetValid, $"'{certificate.Subject}' is not valid before {certificate.NotBefore.ToUniversalTime():u}");
            }
        }

        return null;
    }

    internal static PeerCertificateRefusal? CheckTrust(X509Chain chain, X509Certificate2 leaf)
    {
        var status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, static (all, one) => all | one.Status);
        if ((status & Trust) != X509ChainStatusFlags.NoError)
        {
            return IsSelfIssued(leaf) ? new(PeerCertificateFailure.SelfSigned, $"'{leaf.Subject}' is signed by itself and is not a trusted root") : Untrusted(chain);
        }

        // A trusted root may sign with what it likes: it is trusted because the operator said so, not because of its signature.
        var broken = status & ~JudgedElsewhere;
        return broken == X509ChainStatusFlags.NoError ? null : new(PeerCertificateFailure.InvalidChain, $"the chain of '{leaf.Subject}' is invalid: {broken}");
    }

    private static PeerCertificateRefusal Untrusted(X509Chain chain)
    {
        var last = chain.ChainElements[^1].Certificate;
        if (IsSelfIssued(last))
        {
            return new(PeerCertificateFailure.UntrustedRoot, $"the chain ends in '{last.Subject}', which is not a trusted root");
        }

        // Nobody can tell a forgotten intermediate from a foreign CA for certain, but only a certificate below an intermediate has a reason to say where its
        // issuer's certificate is found (RFC 5280 section 4.2.2.1).
        var pointsToIssuer = last.Extensions.OfType<X509AuthorityInformationAccessExtension>().FirstOrDefault()?.EnumerateCAIssuersUris().Any() == true;
        return pointsToIssuer
            ? new(PeerCertificateFailure.IncompleteChain, $"the server did not send the certificate of '{last.Issuer}', the issuer of '{last.Subject}'")
            : new(PeerCertificateFailure.UntrustedRoot, $"'{last.Subject}' is issued by '{last.Issuer}', which is neither a trusted root nor was sent by the server");
    }

    private static PeerCertificateRefusal? CheckUse(X509Chain chain, X509Certificate2 leaf)
    {
        if (leaf.Extensions.OfType<X509BasicConstraintsExtension>().Any(static constraints => constraints.CertificateAuthority))
        {
            return new(PeerCertificateFailure.CertificateAuthority, $"'{leaf.Subject}' is a certificate authority's certificate, not a server's");
        }

        // RFC 5280 lets a certificate without the extension serve any purpose, and lets an application ask for more. We do: a CA that does not say what a
        // certificate is for may have issued it to a user or a device. For the same reason anyExtendedKeyUsage does not stand in for serverAuth.
        var usage = leaf.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault();
        if (usage is null || !usage.EnhancedKeyUsages.Cast<Oid>().Any(static oid => oid.Value == ServerAuthentication))
        {
            var found = usage is null ? "has no extended key usage" : $"is for {string.Join(", ", usage.EnhancedKeyUsages.Cast<Oid>().Select(static oid => oid.FriendlyName ?? oid.Value))}";
            return new(PeerCertificateFailure.MissingServerAuthentication, $"'{leaf.Subject}' {found}; serverAuth ({ServerAuthentication}) is needed");
        }

        return chain.ChainStatus.Any(static status => status.Status.HasFlag(X509ChainStatusFlags.NotValidForUsage))
            ? new(PeerCertificateFailure.MissingServerAuthentication, $"an issuer of '{leaf.Subject}' may not issue certificates for serverAuth")
            : null;
    }

    internal static PeerCertificateRefusal? CheckStrength(X509Chain chain)
    {
        for (var i = 0; i < chain.ChainElements.Count; i++)
        {
            var certificate = chain.ChainElements[i].Certificate;
            if (CertificateAlgorithms.WeakKey(certificate) is { } key)
            {
                return new(PeerCertificateFailure.WeakKey, $"'{certificate.Subject}' has {key}; at least RSA-2048 or P-256 is needed");
            }

            if (i < chain.ChainElements.Count - 1 && CertificateAlgorithms.WeakSignature(certificate) is { } signature)
            {
                return new(PeerCertificateFailure.WeakSignature, $"'{certificate.Subject}' is signed with {signature}; at least SHA-256 is needed");
            }
        }

        return null;
    }

    private static PeerCertificateRefusal? CheckPins(X509Certificate2 leaf, FrontEndCertificatePolicy policy)
    {
        if (policy.Pins.IsEmpty)
        {
            return null;
        }

        var key = SHA256.HashData(leaf.PublicKey.ExportSubjectPublicKeyInfo());
        return policy.Pins.Any(pin => pin.AsSpan().SequenceEqual(key))
            ? null
            : new(PeerCertificateFailure.PinMismatch, $"the key of '{leaf.Subject}' is sha256/{Convert.ToBase64String(key)}, which is not pinned");
    }

    private static bool IsSelfIssued(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
}
