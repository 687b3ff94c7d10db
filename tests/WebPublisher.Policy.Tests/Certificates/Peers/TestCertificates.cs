using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Tests.Certificates.Peers;

/// <summary>Certificates made in memory: no file, no fixed key, nothing that expires in a repository.</summary>
public static class TestCertificates
{
    /// <summary>A certificate signed by its own key.</summary>
    public static X509Certificate2 SelfSigned(TestLeaf leaf)
    {
        using var key = NewKey(leaf.Key);
        var now = TimeProvider.System.GetUtcNow();
        return Request(leaf, key).CreateSelfSigned(now + leaf.NotBefore, now + leaf.NotAfter);
    }

    /// <summary>What a listener presents: the leaf, its chain without the root, prepared once.</summary>
    public static ServerCertificate ForListener(string name, X509Certificate2 leaf, params X509Certificate2[] chain)
    {
        var san = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().SingleOrDefault();
        return new ServerCertificate
        {
            Name = name,
            Location = SourceLocation.BuiltIn,
            Leaf = leaf,
            Chain = [.. chain],
            Context = SslStreamCertificateContext.Create(leaf, [.. chain], offline: true),
            DnsNames = san is null ? [] : [.. san.EnumerateDnsNames().Select(n => n.ToLowerInvariant())],
            Addresses = san is null ? [] : [.. san.EnumerateIPAddresses()],
        };
    }

    internal static AsymmetricAlgorithm NewKey(TestKey kind) => kind switch
    {
        TestKey.Rsa2048 => RSA.Create(2048),
        TestKey.Rsa1024 => RSA.Create(1024),
        _ => ECDsa.Create(ECCurve.NamedCurves.nistP256),
    };

    internal static CertificateRequest Request(TestLeaf leaf, AsymmetricAlgorithm key)
    {
        var subject = new X500DistinguishedName($"CN={leaf.CommonName ?? leaf.Names[0]}");
        var request = key is RSA rsa
            ? new CertificateRequest(subject, rsa, leaf.Hash, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(subject, (ECDsa)key, leaf.Hash);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(leaf.IsAuthority, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            leaf.IsAuthority ? X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign | X509KeyUsageFlags.DigitalSignature : X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment,
            critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        if (leaf.Usages.Count > 0)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. leaf.Usages.Select(u => new Oid(u))], critical: false));
        }

        if (leaf.Names.Count > 0)
        {
            request.CertificateExtensions.Add(SubjectAlternativeName(leaf.Names));
        }

        if (leaf.Ocsp is not null)
        {
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([leaf.Ocsp.AbsoluteUri], caIssuersUris: null));
        }

        return request;
    }

    private static X509Extension SubjectAlternativeName(IReadOnlyList<string> names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                builder.AddIpAddress(address);
            }
            else
            {
                builder.AddDnsName(name);
            }
        }

        return builder.Build();
    }
}
