using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace WebPublisher.Policy.Certificates;

/// <summary>Reads a certificate from a PEM chain and a PEM private key (RFC 7468).</summary>
internal static class PemReader
{
    /// <summary>Reads the pair; null when that is impossible, which is then reported.</summary>
    public static KeyPair? Read(CertificateSource source, CertificateFiles files, CertificateReport report)
    {
        var certificates = ReadCertificates(source.ChainPath!, Encoding.UTF8.GetString(files.Chain!), report);
        using var key = PemPrivateKey.Read(source.KeyPath ?? source.ChainPath!, Encoding.UTF8.GetString(files.Key!), files.Password, report);
        if (certificates is null || key is null)
        {
            return null;
        }

        var publicKey = key.ExportSubjectPublicKeyInfo();
        var bare = certificates.Find(c => c.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(publicKey));
        if (bare is null)
        {
            report.Error(
                $"the private key does not belong to any certificate in {source.ChainPath}; " +
                $"the first one there is {CertificateText.Subject(certificates[0])}. Were chain and key renewed together?");
            return null;
        }

        var leaf = key is RSA rsa ? bare.CopyWithPrivateKey(rsa) : bare.CopyWithPrivateKey((ECDsa)key);
        certificates.Remove(bare);
        bare.Dispose();
        return new KeyPair(leaf, certificates);
    }

    private static List<X509Certificate2>? ReadCertificates(string path, string text, CertificateReport report)
    {
        var certificates = new List<X509Certificate2>();
        var rest = text.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            if (rest[fields.Label] is "CERTIFICATE")
            {
                try
                {
                    certificates.Add(X509CertificateLoader.LoadCertificate(Convert.FromBase64String(rest[fields.Base64Data].ToString())));
                }
                catch (CryptographicException)
                {
                    report.Error($"certificate number {certificates.Count + 1} in {path} is damaged");
                    return null;
                }
            }

            rest = rest[fields.Location.End..];
        }

        if (certificates.Count == 0)
        {
            report.Error($"{path} holds no PEM certificate (-----BEGIN CERTIFICATE-----)");
            return null;
        }

        return certificates;
    }
}
