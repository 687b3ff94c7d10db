using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Policy.Certificates;

/// <summary>Reads a certificate from PKCS#12 (RFC 7292). The runtime bounds the work a file's iteration counts may ask for.</summary>
internal static class Pkcs12Reader
{
    /// <summary>Reads the pair; null when that is impossible, which is then reported.</summary>
    public static KeyPair? Read(CertificateSource source, CertificateFiles files, CertificateReport report)
    {
        // The key stays in memory: without this flag some systems write it to a key store.
        var storage = OperatingSystem.IsLinux() ? X509KeyStorageFlags.EphemeralKeySet : X509KeyStorageFlags.DefaultKeySet;
        X509Certificate2Collection all;
        try
        {
            all = X509CertificateLoader.LoadPkcs12Collection(files.Pkcs12, files.Password is null ? default : files.Password.Reveal(), storage);
        }
        catch (CryptographicException)
        {
            report.Error(files.Password is null
                ? $"{source.Pkcs12Path} cannot be opened without a password, or it is not PKCS#12; name its password: password: {{ file: PATH }} or {{ env: VARIABLE }}"
                : $"{source.Pkcs12Path} cannot be opened: the password is wrong, or it is not PKCS#12");
            return null;
        }

        var withKey = all.Where(c => c.HasPrivateKey).ToList();
        if (withKey.Count == 1)
        {
            return new KeyPair(withKey[0], [.. all.Where(c => !c.HasPrivateKey)]);
        }

        report.Error($"{source.Pkcs12Path} holds {withKey.Count} certificates with a private key; exactly one was expected");
        foreach (var certificate in all)
        {
            certificate.Dispose();
        }

        return null;
    }
}
