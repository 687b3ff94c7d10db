using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Policy.Tests.Certificates.Peers;

/// <summary>A private CA in memory. Everything it issues holds its private key, so that it can be used at once.</summary>
public sealed class TestAuthority : IDisposable
{
    private TestAuthority(X509Certificate2 certificate) => Certificate = certificate;

    /// <summary>The CA's certificate with its key; trusted by nobody who was not told to.</summary>
    public X509Certificate2 Certificate { get; }

    public static TestAuthority Create(string name = "Test CA", TestKey kind = TestKey.EcdsaP256) => new(TestCertificates.SelfSigned(new TestLeaf
    {
        CommonName = name,
        Key = kind,
        IsAuthority = true,
        Usages = [],
        NotBefore = TimeSpan.FromDays(-3650),
        NotAfter = TimeSpan.FromDays(3650),
    }));

    /// <summary>An intermediate CA.</summary>
    public TestAuthority Subordinate(string name) => new(Issue(new TestLeaf { CommonName = name, IsAuthority = true, Usages = [], NotAfter = TimeSpan.FromDays(30) }));

    /// <summary>A good server certificate for DNS names and addresses.</summary>
    public X509Certificate2 Issue(params string[] names) => Issue(new TestLeaf { Names = names });

    public X509Certificate2 Issue(TestLeaf leaf)
    {
        using var key = TestCertificates.NewKey(leaf.Key);
        var request = TestCertificates.Request(leaf, key);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 bare = request.Create(Certificate.SubjectName, Generator(leaf.Hash), now + leaf.NotBefore, now + leaf.NotAfter, RandomNumberGenerator.GetBytes(16));
        return key is RSA rsa ? bare.CopyWithPrivateKey(rsa) : bare.CopyWithPrivateKey((ECDsa)key);
    }

    public void Dispose() => Certificate.Dispose();

    private X509SignatureGenerator Generator(HashAlgorithmName hash) => Certificate.GetRSAPrivateKey() is { } rsa
        ? hash == HashAlgorithmName.SHA1 ? new Sha1Signer(rsa, RSASignaturePadding.Pkcs1) : X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1)
        : X509SignatureGenerator.CreateForECDsa(Certificate.GetECDsaPrivateKey()!);
}
