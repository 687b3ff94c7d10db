using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Ipsec;

/// <summary>What the machine proves itself by and whom it believes, where strongSwan looks for it: one certificate a file.</summary>
internal static class SwanctlCredentials
{
    /// <summary>Where the machine's own certificates lie, relative to <c>/etc</c>.</summary>
    public const string CertificateFolder = "swanctl/x509";

    /// <summary>Where authorities lie.</summary>
    public const string AuthorityFolder = "swanctl/x509ca";

    /// <summary>Where private keys lie.</summary>
    public const string KeyFolder = "swanctl/private";

    /// <summary>The name of a root's file, as <c>cacerts</c> refers to it.</summary>
    public static string RootName(IpsecRole role, int index) => string.Create(CultureInfo.InvariantCulture, $"{role.Label}-root-{index + 1}.pem");

    /// <summary>Certificates, keys and preshared keys. The certificate and key of another machine are not at hand; they are put there by whoever runs it.</summary>
    public static IEnumerable<RenderedFile> Of(IReadOnlyList<IpsecRole> roles, DiagnosticList diagnostics)
    {
        var files = new List<RenderedFile>();
        foreach (var role in roles)
        {
            files.AddRange(role.Connection.TrustedRoots.Select((root, i) => new RenderedFile($"{AuthorityFolder}/{RootName(role, i)}", Pem(root))));
            if (role is { IsOwn: true, Connection.Certificate: { } certificate })
            {
                files.AddRange(certificate.Chain.Select((issuer, i) =>
                    new RenderedFile(string.Create(CultureInfo.InvariantCulture, $"{AuthorityFolder}/{role.Label}-chain-{i + 1}.pem"), Pem(issuer))));
                files.Add(new RenderedFile($"{CertificateFolder}/{role.Label}.pem", Pem(certificate.Leaf)));
                files.Add(new RenderedFile($"{KeyFolder}/{role.Label}.key", Key(certificate.Leaf), IsPrivate: true));
            }
        }

        if (roles.Any(r => r.Connection.PresharedKey is not null))
        {
            files.Add(new RenderedFile("swanctl/conf.d/webpublisher-secrets.conf", Secrets(roles, diagnostics), IsPrivate: true));
        }

        return files;
    }

    private static string Pem(X509Certificate2 certificate) => certificate.ExportCertificatePem() + "\n";

    // Certificates hold RSA or ECDSA keys; the policy takes no other.
    private static string Key(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPrivateKey();
        using var ecdsa = rsa is null ? certificate.GetECDsaPrivateKey() : null;
        return (rsa?.ExportPkcs8PrivateKeyPem() ?? ecdsa!.ExportPkcs8PrivateKeyPem()) + "\n";
    }

    private static string Secrets(IEnumerable<IpsecRole> roles, DiagnosticList diagnostics)
    {
        var text = new StringBuilder("# Rendered by webpublisher; changes are lost.\nsecrets {\n");
        foreach (var role in roles)
        {
            if (role.Connection.PresharedKey?.Read(diagnostics) is { } secret)
            {
                // In base64 it has no character that the notation takes for its own.
                var bytes = new byte[Encoding.UTF8.GetByteCount(secret.Reveal())];
                Encoding.UTF8.GetBytes(secret.Reveal(), bytes);
                text.Append(CultureInfo.InvariantCulture, $"  ike-{role.Label} {{\n    id-front = {role.Connection.Front.Identity}\n    id-back = {role.Connection.Back.Identity}\n");
                text.Append(CultureInfo.InvariantCulture, $"    secret = 0s{Convert.ToBase64String(bytes)}\n  }}\n");
            }
        }

        return text.Append("}\n").ToString();
    }
}
