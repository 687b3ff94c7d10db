using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Policy.Tests.Certificates;

/// <summary>A private authority for tests: a root or an intermediate that signs what a test asks for.</summary>
public sealed class TestAuthority
{
    public static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset End = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestAuthority(string name = "Test root", TestAuthority? issuer = null)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        if (issuer is null)
        {
            Certificate = request.CreateSelfSigned(Begin.AddYears(-1), End.AddYears(9));
            return;
        }

        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer.Certificate, true, false));
        using var bare = request.Create(issuer.Certificate, Begin.AddMonths(-1), End.AddYears(4), RandomNumberGenerator.GetBytes(8));
        Certificate = bare.CopyWithPrivateKey(_key);
    }

    public X509Certificate2 Certificate { get; }

    public string Pem => Certificate.ExportCertificatePem() + "\n";

    /// <summary>Where certificates issued from now on say their status and their issuer can be had; nowhere by default.</summary>
    public Uri? Information { get; set; }

    /// <summary>Issues a certificate for <paramref name="key"/>, which stays the caller's.</summary>
    public X509Certificate2 Issue(AsymmetricAlgorithm key, DateTimeOffset? begin = null, DateTimeOffset? end = null, HashAlgorithmName? hash = null, params string[] names)
    {
        var request = key is RSA rsa
            ? new CertificateRequest("CN=leaf", rsa, hash ?? HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=leaf", (ECDsa)key, hash ?? HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        if (Information is not null)
        {
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([$"{Information}ocsp"], [$"{Information}issuer"]));
        }

        if (names.Length > 0)
        {
            var san = new SubjectAlternativeNameBuilder();
            foreach (var name in names)
            {
                if (IPAddress.TryParse(name, out var address))
                {
                    san.AddIpAddress(address);
                }
                else
                {
                    san.AddDnsName(name);
                }
            }

            request.CertificateExtensions.Add(san.Build());
        }

        var generator = X509SignatureGenerator.CreateForECDsa(_key);
        return request.Create(Certificate.SubjectName, generator, begin ?? Begin, end ?? End, RandomNumberGenerator.GetBytes(8));
    }
}
