using System.Net;
using System.Security.Cryptography;
using System.Text;
using WebPublisher.Conformance.Product;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Mail;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>Mail servers inside and outside and the publisher between them, with a connector of every kind: one set for several test classes.</summary>
[CollectionDefinition(Collection)]
public sealed class PublishedMail : IAsyncLifetime, ICollectionFixture<PublishedMail>
{
    /// <summary>Names the test classes that share it.</summary>
    internal const string Collection = "Published mail";

    /// <summary>A load balancer, which tells clients' addresses by the PROXY protocol.</summary>
    internal static readonly IPAddress LoadBalancer = IPAddress.Parse("127.77.0.7");

    private readonly MailEdge _edge = new("mail");

    /// <summary>Chooses ports.</summary>
    public PublishedMail() => Servers = new RealMail(_edge, "mail");

    /// <summary>The servers around.</summary>
    internal RealMail Servers { get; }

    /// <summary>The edge.</summary>
    internal MailEdge Edge => _edge;

    /// <summary>STARTTLS; users log on with the passwords of the inner server, and may relay then.</summary>
    internal IPEndPoint Submission { get; } = new(MailEdge.Address, FreePort.Next());

    /// <summary>The same with TLS from the first byte.</summary>
    internal IPEndPoint ImplicitTls { get; } = new(MailEdge.Address, FreePort.Next());

    /// <summary>Mail from anybody under TLS only; users of a password file (<c>scanner</c>, <c>scanner-secret</c>) log on, and may not relay.</summary>
    internal IPEndPoint Scanners { get; } = new(MailEdge.Address, FreePort.Next());

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Needs.Missing(Need.Mail) is not null)
        {
            return;
        }

        await Servers.UpAsync();
        _edge.WriteSecret("users", $"scanner:{Hash("scanner-secret")}\n");
        _edge.WriteSecret("smart-host-password", "edge-secret");
        await _edge.StartAsync($$"""
            trustedRoots: { inner: {{Servers.Authority}} }
            clientAddressSets:
              inside: [127.0.0.1]
            acceptedDomains:
              - { name: example.test }
            receiveConnectors:
              - name: internet
                listen: ["{{_edge.Internet}}"]
                proxyProtocolFrom: [{{LoadBalancer}}]
                certificate: mail
                tarpit: 0s
                limits: { messageSize: 60MB, perSource: 100, messagesPerMinute: 100000 }
              - name: submission
                listen: ["{{Submission}}"]
                listenImplicitTls: ["{{ImplicitTls}}"]
                certificate: mail
                auth: basicOverTls
                authenticate: { innerServer: to-mailboxes }
                relay: authenticated
                tarpit: 0s
              - name: scanners
                listen: ["{{Scanners}}"]
                certificate: mail
                tls: { required: true }
                auth: basicOverTls
                authenticate: { passwordFile: users, required: false }
                tarpit: 0s
              - name: from-inside
                listen: ["{{Servers.WayOut}}"]
                remoteAddresses: inside
                certificate: mail
                relay: always
            sendConnectors:
              - name: to-mailboxes
                domains: [example.test]
                servers: ["{{Servers.Inner}}"]
                certificate: { trustedRoots: [inner], name: {{RealMail.InnerName}} }
              - name: to-smart-host
                domains: ["*"]
                servers: ["{{Servers.SmartHost}}"]
                certificate: { trustedRoots: [inner], name: {{RealMail.SmartHostName}} }
                credentials: { user: edge, password: { file: smart-host-password } }
            """);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _edge.DisposeAsync();
        await Servers.DisposeAsync();
    }

    // The documented form of a line of the password file, made here without the product's code.
    private static string Hash(string password)
    {
        const int Iterations = 210_000;
        var salt = RandomNumberGenerator.GetBytes(16);
        var hash = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, Iterations, HashAlgorithmName.SHA512, 64);
        return $"pbkdf2-sha512${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}";
    }
}
