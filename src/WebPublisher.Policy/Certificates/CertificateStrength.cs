using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Policy.Certificates;

/// <summary>Whether a certificate is one that today's clients accept (CA/Browser Forum Baseline Requirements 6.1.5 and 7.1.3).</summary>
internal static class CertificateStrength
{
    private const int MinimumRsaBits = 2048;
    private const int MinimumEcBits = 256;

    private static readonly HashSet<string> BrokenSignatures = new(StringComparer.Ordinal)
    {
        "1.2.840.113549.1.1.2", // md2WithRSAEncryption
        "1.2.840.113549.1.1.4", // md5WithRSAEncryption
        "1.2.840.113549.1.1.5", // sha1WithRSAEncryption
        "1.2.840.10045.4.1", // ecdsa-with-SHA1
    };

    /// <summary>Reports a key that is too short and a signature by a broken hash, in the leaf and every intermediate.</summary>
    public static void Check(X509Certificate2 leaf, CertificateChain chain, CertificateReport report)
    {
        foreach (var certificate in chain.Intermediates.Prepend(leaf))
        {
            CheckKey(certificate, report);
            if (BrokenSignatures.Contains(certificate.SignatureAlgorithm.Value ?? ""))
            {
                report.Error($"{CertificateText.Subject(certificate)} is signed with {certificate.SignatureAlgorithm.FriendlyName}, which is broken; SHA-256 or better is expected");
            }
        }
    }

    private static void CheckKey(X509Certificate2 certificate, CertificateReport report)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is { KeySize: < MinimumRsaBits })
        {
            report.Error($"{CertificateText.Subject(certificate)} has an RSA key of {rsa.KeySize} bits; at least {MinimumRsaBits} are expected");
        }

        using var ec = certificate.GetECDsaPublicKey();
        if (ec is { KeySize: < MinimumEcBits })
        {
            report.Error($"{CertificateText.Subject(certificate)} has an ECDSA key of {ec.KeySize} bits; at least {MinimumEcBits} are expected");
        }

        if (rsa is null && ec is null)
        {
            report.Error($"{CertificateText.Subject(certificate)} has a key that is neither RSA nor ECDSA; TLS here needs one of them");
        }
    }
}
