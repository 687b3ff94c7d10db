using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

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

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("webpublisher-conformance-");
    private readonly PrivateAuthority _authority = new();

    /// <summary>Makes the certificates and the parts of the policy that do not depend on the inner server's port.</summary>
    public ProductPolicy()
    {
        InnerCertificate = _authority.Issue(InnerName);
        using var published = _authority.Issue(PublishedName);
        using var key = published.GetECDsaPrivateKey()!;
        Write("ca.pem", _authority.Pem);
        Write("edge.pem", $"{published.ExportCertificatePem()}\n{_authority.Pem}\n");
        Write("edge.key", key.ExportPkcs8PrivateKeyPem());
        var salt = RandomNumberGenerator.GetBytes(16);
        var hash = Rfc2898DeriveBytes.Pbkdf2("secret", salt, Iterations, HashAlgorithmName.SHA512, 64);
        Write("users", $"user:pbkdf2-sha512${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}\n");
    }

    /// <summary>What the inner server shows.</summary>
    public X509Certificate2 InnerCertificate { get; }

    /// <summary>Where the product takes mail.</summary>
    public int Port { get; } = FreePort();

    /// <summary>Where it tells of its health.</summary>
    public int OperationsPort { get; } = FreePort();

    /// <summary>The policy file.</summary>
    public string File => Path.Combine(_directory.FullName, "webpublisher.yaml");

    /// <summary>Writes the policy file.</summary>
    /// <param name="innerPort">Where the inner server listens, on loopback.</param>
    public void Write(int innerPort) => Write(Path.GetFileName(File), string.Create(CultureInfo.InvariantCulture, $$"""
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
        _directory.Delete(recursive: true);
    }

    private void Write(string name, string text)
    {
        using var file = System.IO.File.Open(Path.Combine(_directory.FullName, name), new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        using var writer = new StreamWriter(file);
        writer.Write(text);
    }

    private static int FreePort()
    {
        // Below the range from which the kernel takes the local ports of outgoing connections.
        while (true)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ExclusiveAddressUse = true };
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, Random.Shared.Next(15_000, 32_000)));
                return ((IPEndPoint)socket.LocalEndPoint!).Port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }
}
