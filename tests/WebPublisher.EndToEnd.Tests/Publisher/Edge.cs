using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Conformance.Product;
using WebPublisher.EndToEnd.Tests.Certificates;
using WebPublisher.EndToEnd.Tests.Machine;

namespace WebPublisher.EndToEnd.Tests.Publisher;

/// <summary>
/// The edge of a network: a publisher with an HTTPS and an HTTP listener on <see cref="ClientSideAddress"/>, a public certificate for
/// <see cref="PublishedName"/>, and the policy directory they stand in. Tests add front ends and rules.
/// </summary>
internal sealed class Edge : IAsyncDisposable
{
    /// <summary>The name that the outside knows.</summary>
    public const string PublishedName = "mail.example.test";

    private readonly TemporaryDirectory _directory = new();
    private readonly TestAuthority _publicAuthority = new("Public test CA");
    private readonly string _name;
    private PublisherProcess? _process;
    private int _connections;

    /// <summary>Prepares certificates and ports.</summary>
    /// <param name="name">Names its log.</param>
    public Edge(string name)
    {
        _name = name;
        PublicAuthorityPath = _publicAuthority.WriteCertificate(_directory["public-ca.pem"]);
        _publicAuthority.IssueFiles(_directory.Path, PublishedName);
    }

    /// <summary>Port of the listener external-https.</summary>
    public int HttpsPort { get; } = FreePort.Next();

    /// <summary>Port of the listener external-http.</summary>
    public int HttpPort { get; } = FreePort.Next();

    /// <summary>Port of metrics and health on 127.0.0.1.</summary>
    public int OperationsPort { get; } = FreePort.Next();

    /// <summary>PEM file of the CA that issued the published certificate.</summary>
    public string PublicAuthorityPath { get; }

    /// <summary>The HTTPS site as a browser writes it.</summary>
    public Uri Origin => new($"https://{PublishedName}:{HttpsPort}/");

    /// <summary>The policy file.</summary>
    public string PolicyPath => _directory["webpublisher.yaml"];

    /// <summary>The publisher; there is none before <see cref="StartAsync"/>.</summary>
    public PublisherProcess Process => _process ?? throw new InvalidOperationException("The publisher has not been started.");

    /// <summary>How many TCP connections the clients of <see cref="CreateClient"/> have made.</summary>
    public int ConnectionsMade => Volatile.Read(ref _connections);

    /// <summary>The listeners, <paramref name="moreListeners"/> (a line each, <c>  - { ... }</c>), and then <paramref name="rest"/>.</summary>
    public string Policy(string rest, string moreListeners = "") => string.Create(CultureInfo.InvariantCulture, $$"""
        version: 1
        server: { name: EDGE01, stateDirectory: state }
        operations: { listen: 127.0.0.1:{{OperationsPort}} }
        certificates:
          mail: { chain: {{PublishedName}}.pem, key: {{PublishedName}}.key }
        listeners:
          - { name: external-https, address: "{{ClientSideAddress.Literal}}:{{HttpsPort}}", protocol: https, certificates: [mail] }
          - { name: external-http, address: "{{ClientSideAddress.Literal}}:{{HttpPort}}", protocol: http }
        {{moreListeners}}
        {{rest}}
        """);

    /// <summary>Puts a policy in place in one step, as a careful editor does: no reader ever sees half a file.</summary>
    public void Write(string policy)
    {
        var next = _directory["next.yaml.tmp"];
        File.WriteAllText(next, policy);
        File.Move(next, PolicyPath, overwrite: true);
    }

    /// <summary>Writes a file beside the policy and returns its path.</summary>
    public string WriteBeside(string name, string content)
    {
        File.WriteAllText(_directory[name], content);
        return _directory[name];
    }

    /// <summary>Writes the policy and starts the publisher.</summary>
    public async Task StartAsync(string policy)
    {
        Write(policy);
        _process = await PublisherProcess.StartAsync(PolicyPath, OperationsPort, _name);
    }

    /// <summary>A client that resolves the published name to this edge, trusts its CA, follows no redirect and keeps no cookie.</summary>
    public HttpClient CreateClient(Version? version = null)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = async (context, cancellation) =>
            {
                Interlocked.Increment(ref _connections);
                var socket = new Socket(ClientSideAddress.Value.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(new IPEndPoint(ClientSideAddress.Value, context.DnsEndPoint.Port), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { _publicAuthority.Certificate },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };
        var client = new HttpClient(handler)
        {
            BaseAddress = Origin,
            Timeout = TimeSpan.FromSeconds(60),
            DefaultRequestVersion = version ?? HttpVersion.Version11,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return client;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _publicAuthority.Dispose();
        _directory.Dispose();
    }
}
