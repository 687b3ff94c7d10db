using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.EndToEnd.Tests.Certificates;

/// <summary>A private certification authority.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _root;

    /// <summary>Makes its key and certificate.</summary>
    public TestAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"O=WebPublisher tests, CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority(pathLengthConstraint: 0));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = TimeProvider.System.GetUtcNow();
        _root = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(90));
    }

    /// <summary>The authority's own certificate.</summary>
    public X509Certificate2 Certificate => _root;

    /// <summary>Writes the authority's certificate as PEM and returns the path.</summary>
    public string WriteCertificate(string path)
    {
        File.WriteAllText(path, _root.ExportCertificatePem());
        return path;
    }

    /// <summary>Issues a server certificate for DNS names. It starts yesterday, so that no clock disagrees, and lasts 80 days in all.</summary>
    public X509Certificate2 Issue(params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={names[0]}", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            alternatives.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForEndEntity(critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_root, includeKeyIdentifier: true, includeIssuerAndSerial: false));

        // Scanners count a certificate that nobody can revoke as a fault. Nothing in the tests fetches the list.
        request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension(["http://ca.example.test/revoked.crl"]));
        var now = TimeProvider.System.GetUtcNow();
        var serial = new byte[16];
        RandomNumberGenerator.Fill(serial);
        serial[0] &= 0x7F;
        using var certificate = request.Create(_root, now.AddDays(-1), now.AddDays(79), serial);
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Issues a server certificate and writes <c>NAME.pem</c> (leaf, then authority) and <c>NAME.key</c> (mode 0600).</summary>
    public (string Chain, string Key) IssueFiles(string directory, string name)
    {
        using var certificate = Issue(name);
        using var key = certificate.GetECDsaPrivateKey()!;
        var chainPath = Path.Combine(directory, $"{name}.pem");
        var keyPath = Path.Combine(directory, $"{name}.key");
        File.WriteAllText(chainPath, $"{certificate.ExportCertificatePem()}\n{_root.ExportCertificatePem()}\n");
        using (File.Open(keyPath, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
        }

        File.WriteAllText(keyPath, key.ExportPkcs8PrivateKeyPem());
        return (chainPath, keyPath);
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Dispose();
}
