using System.Collections.Frozen;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Policy.Certificates;

/// <summary>Which keys and signatures of an inner server's chain are strong enough. What is not listed is not accepted.</summary>
internal static class CertificateAlgorithms
{
    private const int MinimumRsaBits = 2048;
    private const int MinimumEllipticBits = 256;
    private const string RsaKey = "1.2.840.113549.1.1.1";
    private const string EllipticKey = "1.2.840.10045.2.1";
    private const string Pss = "1.2.840.113549.1.1.10";
    private const string Ed25519 = "1.3.101.112";
    private const string Ed448 = "1.3.101.113";

    private static readonly FrozenSet<string> s_strongSignatures = FrozenSet.Create(
        StringComparer.Ordinal,
        "1.2.840.113549.1.1.11", // sha256WithRSAEncryption
        "1.2.840.113549.1.1.12", // sha384WithRSAEncryption
        "1.2.840.113549.1.1.13", // sha512WithRSAEncryption
        "1.2.840.10045.4.3.2", // ecdsa-with-SHA256
        "1.2.840.10045.4.3.3", // ecdsa-with-SHA384
        "1.2.840.10045.4.3.4", // ecdsa-with-SHA512
        Ed25519,
        Ed448);

    private static readonly FrozenSet<string> s_strongHashes = FrozenSet.Create(
        StringComparer.Ordinal,
        "2.16.840.1.101.3.4.2.1", // SHA-256
        "2.16.840.1.101.3.4.2.2", // SHA-384
        "2.16.840.1.101.3.4.2.3"); // SHA-512

    private static readonly FrozenDictionary<string, string> s_hashes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["1.2.840.113549.1.1.4"] = "MD5", // md5WithRSAEncryption
        ["1.2.840.113549.1.1.5"] = "SHA1", // sha1WithRSAEncryption
        ["1.2.840.113549.1.1.11"] = "SHA256",
        ["1.2.840.113549.1.1.12"] = "SHA384",
        ["1.2.840.113549.1.1.13"] = "SHA512",
        ["1.2.840.10045.4.1"] = "SHA1", // ecdsa-with-SHA1
        ["1.2.840.10045.4.3.2"] = "SHA256",
        ["1.2.840.10045.4.3.3"] = "SHA384",
        ["1.2.840.10045.4.3.4"] = "SHA512",
        ["1.3.14.3.2.26"] = "SHA1",
        ["2.16.840.1.101.3.4.2.1"] = "SHA256",
        ["2.16.840.1.101.3.4.2.2"] = "SHA384",
        ["2.16.840.1.101.3.4.2.3"] = "SHA512",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The hash that the certificate's signature is made over, or null when it names none that is known.</summary>
    public static string? SignatureHash(X509Certificate2 certificate)
    {
        var algorithm = certificate.SignatureAlgorithm.Value ?? "";
        return s_hashes.GetValueOrDefault(algorithm == Pss ? PssHash(certificate.RawData) : algorithm);
    }

    /// <summary>What the certificate's key is, when it is too weak; null when it is strong enough.</summary>
    public static string? WeakKey(X509Certificate2 certificate)
    {
        var algorithm = certificate.PublicKey.Oid.Value;
        try
        {
            switch (algorithm)
            {
                case RsaKey or Pss:
                    using (var rsa = certificate.GetRSAPublicKey())
                    {
                        return rsa is { KeySize: >= MinimumRsaBits } ? null : $"an RSA key of {rsa?.KeySize ?? 0} bits";
                    }

                case EllipticKey:
                    using (var elliptic = certificate.GetECDsaPublicKey())
                    {
                        return elliptic is { KeySize: >= MinimumEllipticBits } ? null : $"an elliptic curve key of {elliptic?.KeySize ?? 0} bits";
                    }

                case Ed25519 or Ed448:
                    return null;
                default:
                    return $"a key of algorithm {certificate.PublicKey.Oid.FriendlyName ?? algorithm}";
            }
        }
        catch (CryptographicException e)
        {
            return $"a key that cannot be read ({e.Message})";
        }
    }

    /// <summary>What the certificate is signed with, when that is too weak; null when it is strong enough.</summary>
    public static string? WeakSignature(X509Certificate2 certificate)
    {
        var algorithm = certificate.SignatureAlgorithm.Value ?? "";
        if (algorithm != Pss)
        {
            return s_strongSignatures.Contains(algorithm) ? null : certificate.SignatureAlgorithm.FriendlyName ?? algorithm;
        }

        var hash = PssHash(certificate.RawData);
        return s_strongHashes.Contains(hash) ? null : $"RSASSA-PSS and hash {hash}";
    }

    /// <summary>The hash of an RSASSA-PSS signature stands in its parameters, and is SHA-1 when they are silent (RFC 4055 section 3.1).</summary>
    private static string PssHash(byte[] certificate)
    {
        const string Sha1 = "1.3.14.3.2.26";
        try
        {
            var fields = new AsnReader(certificate, AsnEncodingRules.DER).ReadSequence();
            fields.ReadEncodedValue(); // tbsCertificate
            var algorithm = fields.ReadSequence();
            algorithm.ReadObjectIdentifier();
            if (!algorithm.HasData)
            {
                return Sha1;
            }

            var parameters = algorithm.ReadSequence();
            var hashAlgorithm = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
            return parameters.HasData && parameters.PeekTag().HasSameClassAndValue(hashAlgorithm)
                ? parameters.ReadSequence(hashAlgorithm).ReadSequence().ReadObjectIdentifier()
                : Sha1;
        }
        catch (AsnContentException)
        {
            return "that cannot be read";
        }
    }
}
