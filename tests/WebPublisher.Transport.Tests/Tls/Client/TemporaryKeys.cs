using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Transport.Tests.Tls.Client;

/// <summary>A certificate and its key as files, for a program that takes them so.</summary>
internal sealed class TemporaryKeys : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("wp-keys");

    public TemporaryKeys(X509Certificate2 certificate)
    {
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Key, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    public string Certificate => Path.Combine(_directory.FullName, "leaf.pem");

    public string Key => Path.Combine(_directory.FullName, "leaf.key");

    public void Dispose() => _directory.Delete(recursive: true);
}
