using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Tests.Administration.Access;

/// <summary>An authority that issues certificates to users.</summary>
internal sealed class UserAuthority : IDisposable
{
    public const string ForClients = "1.3.6.1.5.5.7.3.2";
    public const string ForServers = "1.3.6.1.5.5.7.3.1";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    /// <param name="issuer">Who it is below; null for a root.</param>
    public UserAuthority(UserAuthority? issuer = null)
    {
        var request = new CertificateRequest(issuer is null ? "CN=Operators" : "CN=Operators of a site", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _certificate = issuer is null
            ? request.CreateSelfSigned(_now.AddDays(-2), _now.AddDays(10))
            : request.Create(issuer._certificate, _now.AddDays(-2), _now.AddDays(9), RandomNumberGenerator.GetBytes(8)).CopyWithPrivateKey(_key);
    }

    public X509Certificate2 Certificate => _certificate;

    public string Pem => _certificate.ExportCertificatePem();

    /// <summary>A certificate with its key, valid until tomorrow.</summary>
    public X509Certificate2 Issue(string commonName, string? mail = null, string usage = ForClients, TimeSpan? ends = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={commonName}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        if (mail is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddEmailAddress(mail);
            request.CertificateExtensions.Add(names.Build());
        }

        using var bare = request.Create(_certificate, _now.AddDays(-1), _now + (ends ?? TimeSpan.FromDays(1)), RandomNumberGenerator.GetBytes(8));
        return X509CertificateLoader.LoadPkcs12(bare.CopyWithPrivateKey(key).Export(X509ContentType.Pkcs12), null);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }
}
