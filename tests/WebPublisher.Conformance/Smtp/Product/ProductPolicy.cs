using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Conformance.Product;

namespace WebPublisher.Conformance.Smtp.Product;

/// <summary>
/// The policy that cases are written for, as a file in a directory of its own: mail for <c>corp.example</c> is accepted from anybody and handed to one inner server under
/// verified TLS; <c>user</c> may log on with <c>secret</c>.
/// </summary>
internal sealed class ProductPolicy : IDisposable
{
    private const string InnerName = "sink.corp.example";
    private const string PublishedName = "edge.corp.example";
    private const int Iterations = 10_000;

    private readonly PolicyDirectory _directory = new();
    private readonly PrivateAuthority _authority = new();

    /// <summary>Makes the certificates and the parts of the policy that do not depend on the inner server's port.</summary>
    public ProductPolicy()
    {
        InnerCertificate = _authority.Issue(InnerName);
        using var published = _authority.Issue(PublishedName);
        using var key = published.GetECDsaPrivateKey()!;
        _directory.Write("ca.pem", _authority.Pem);
        _directory.Write("edge.pem", $"{published.ExportCertificatePem()}\n{_authority.Pem}\n");
        _directory.Write("edge.key", key.ExportPkcs8PrivateKeyPem());
        var salt = RandomNumberGenerator.GetBytes(16);
        var hash = Rfc2898DeriveBytes.Pbkdf2("secret", salt, Iterations, HashAlgorithmName.SHA512, 64);
        _directory.Write("users", $"user:pbkdf2-sha512${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}\n");
    }

    /// <summary>What the inner server shows.</summary>
    public X509Certificate2 InnerCertificate { get; }

    /// <summary>Where the product takes mail.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary>Where it tells of its health.</summary>
    public int OperationsPort { get; } = FreePort.Next();

    /// <summary>The policy file.</summary>
    public string File => _directory.PathOf("webpublisher.yaml");

    /// <summary>Writes the policy file.</summary>
    /// <param name="innerPort">Where the inner server listens, on loopback.</param>
    public void Write(int innerPort) => _directory.Write(Path.GetFileName(File), string.Create(CultureInfo.InvariantCulture, $$"""
        version: 1
        server: { name: EDGE, fqdn: {{PublishedName}} }
        operations: { listen: 127.0.0.1:{{OperationsPort}} }
        certificates:
          edge: { chain: edge.pem, key: edge.key }
        trustedRoots:
          conformance: ca.pem
        acceptedDomains:
          - { name: corp.example, type: authoritative }
        receiveConnectors:
          - name: internet
            listen: [127.0.0.1:{{Port}}]
            certificate: edge
            auth: basicOverTls
            authenticate: { passwordFile: users, required: false }
            # Refusals at once: cases look at what is refused, and many are.
            tarpit: 0s
            limits: { messagesPerMinute: 1000000 }
        sendConnectors:
          - name: inner
            domains: [corp.example]
            servers: [127.0.0.1:{{innerPort}}]
            certificate: { trustedRoots: [conformance], name: {{InnerName}} }
        """));

    /// <inheritdoc/>
    public void Dispose()
    {
        InnerCertificate.Dispose();
        _authority.Dispose();
        _directory.Dispose();
    }
}
