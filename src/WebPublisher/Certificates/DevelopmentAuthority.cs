using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Certificates;

/// <summary>
/// A private authority that signs one certificate and is then forgotten: its key never leaves memory, so that an authority a developer has trusted in a browser
/// cannot be used to impersonate anything else. The price is that renewing a certificate means trusting a new authority.
/// </summary>
internal sealed class DevelopmentAuthority : IDisposable
{
    /// <summary>Every certificate made here carries this organisation, so that a certificate of the operator's own is never mistaken for one.</summary>
    public const string Organisation = "WebPublisher development";

    private static readonly TimeSpan AuthorityLifetime = TimeSpan.FromDays(3650);

    // Browsers refuse more than 398 days (CA/Browser Forum Baseline Requirements 6.3.2).
    private static readonly TimeSpan LeafLifetime = TimeSpan.FromDays(397);

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromHours(1);

    private readonly DateTimeOffset _begin;
    private readonly X509Certificate2 _certificate;

    /// <summary>Makes an authority.</summary>
    /// <param name="side">The side it vouches for, part of its name.</param>
    /// <param name="now">When it begins to be valid, less an hour for clocks that differ.</param>
    public DevelopmentAuthority(string side, DateTimeOffset now)
    {
        _begin = now - ClockTolerance;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"O={Organisation}, CN=Development authority ({side})", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _certificate = request.CreateSelfSigned(_begin, _begin + AuthorityLifetime);
    }

    /// <summary>The authority's certificate.</summary>
    public string Pem => _certificate.ExportCertificatePem() + "\n";

    /// <summary>Whether <paramref name="certificate"/> was made by such an authority, now or in an earlier run.</summary>
    public static bool Made(X509Certificate2 certificate) =>
        certificate.IssuerName.EnumerateRelativeDistinguishedNames()
            .Any(n => !n.HasMultipleElements && n.GetSingleElementValue() == Organisation);

    /// <summary>Issues a server certificate.</summary>
    /// <returns>The certificate and its private key, both PEM, and the end of its validity.</returns>
    public (string Certificate, string Key, DateTimeOffset Expires) Issue(ImmutableArray<string> names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"O={Organisation}, CN=Development server", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        request.CertificateExtensions.Add(SubjectNames.ToExtension(names));

        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7f) | 0x40); // positive, and of constant length (RFC 5280 section 4.1.2.2)
        using var certificate = request.Create(_certificate, _begin, _begin + LeafLifetime, serial);
        return (certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n", new DateTimeOffset(certificate.NotAfter));
    }

    /// <summary>Forgets the authority's key.</summary>
    public void Dispose() => _certificate.Dispose();
}
