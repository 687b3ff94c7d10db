using System.Security.Cryptography;
using WebPublisher.Policy.Secrets;

namespace WebPublisher.Policy.Certificates;

/// <summary>Reads one RSA or ECDSA private key from PEM: PKCS#8 (RFC 5958), encrypted PKCS#8, PKCS#1 (RFC 8017) or SEC1 (RFC 5915).</summary>
internal static class PemPrivateKey
{
    private const string Pkcs8 = "PRIVATE KEY";
    private const string EncryptedPkcs8 = "ENCRYPTED PRIVATE KEY";
    private const string Pkcs1 = "RSA PRIVATE KEY";
    private const string Sec1 = "EC PRIVATE KEY";

    /// <summary>Reads the only key in <paramref name="text"/>; null when that is impossible, which is then reported.</summary>
    public static AsymmetricAlgorithm? Read(string path, string text, Secret? password, CertificateReport report)
    {
        string? label = null;
        byte[] key = [];
        var rest = text.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            var found = rest[fields.Label].ToString();
            if (found is Pkcs8 or EncryptedPkcs8 or Pkcs1 or Sec1)
            {
                if (label is not null)
                {
                    report.Error($"{path} holds more than one private key; exactly one was expected");
                    return null;
                }

                label = found;
                key = Convert.FromBase64String(rest[fields.Base64Data].ToString());
            }

            rest = rest[fields.Location.End..];
        }

        if (label is null)
        {
            report.Error(Missing(path, text));
            return null;
        }

        if (label == EncryptedPkcs8 && password is null)
        {
            report.Error($"the private key in {path} is encrypted; name its password: password: {{ file: PATH }} or {{ env: VARIABLE }}");
            return null;
        }

        if (label != EncryptedPkcs8 && password is not null)
        {
            report.Warning($"the private key in {path} is not encrypted; its password is not used");
        }

        var algorithm = label switch
        {
            Pkcs1 => Import<RSA>(RSA.Create, a => a.ImportRSAPrivateKey(key, out _)),
            Sec1 => Import<ECDsa>(ECDsa.Create, a => a.ImportECPrivateKey(key, out _)),
            Pkcs8 => Import<RSA>(RSA.Create, a => a.ImportPkcs8PrivateKey(key, out _))
                ?? Import<ECDsa>(ECDsa.Create, a => a.ImportPkcs8PrivateKey(key, out _)),
            _ => Import<RSA>(RSA.Create, a => a.ImportEncryptedPkcs8PrivateKey(password!.Reveal(), key, out _))
                ?? Import<ECDsa>(ECDsa.Create, a => a.ImportEncryptedPkcs8PrivateKey(password!.Reveal(), key, out _)),
        };
        CryptographicOperations.ZeroMemory(key);
        if (algorithm is null)
        {
            report.Error(label == EncryptedPkcs8
                ? $"the private key in {path} cannot be decrypted: the password is wrong, or it is neither an RSA nor an ECDSA key"
                : $"the private key in {path} is damaged, or it is neither an RSA nor an ECDSA key");
        }

        return algorithm;
    }

    private static string Missing(string path, string text) =>
        text.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal)
            ? $"the private key in {path} is encrypted in OpenSSL's old form, which is weak; convert it: openssl pkcs8 -topk8 -in {path} -out NEW"
            : $"{path} holds no PEM private key (-----BEGIN PRIVATE KEY-----)";

    private static AsymmetricAlgorithm? Import<T>(Func<T> create, Action<T> import)
        where T : AsymmetricAlgorithm
    {
        var algorithm = create();
        try
        {
            import(algorithm);
            return algorithm;
        }
        catch (CryptographicException)
        {
            // Another algorithm, a wrong password or damage: the caller says which of them are left.
            algorithm.Dispose();
            return null;
        }
    }
}
