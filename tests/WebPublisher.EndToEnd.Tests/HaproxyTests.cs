using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Http;
using WebPublisher.Conformance.Product;
using WebPublisher.EndToEnd.Tests.Certificates;
using WebPublisher.EndToEnd.Tests.FrontEnds;
using WebPublisher.EndToEnd.Tests.Mail;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Nodes;
using WebPublisher.EndToEnd.Tests.Publisher;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>The configuration that the example of two nodes gives HAProxy, with the addresses of this machine in it.</summary>
public sealed class HaproxyTests : IAsyncLifetime
{
    private const string Name = "mail.example.test";
    private const string InnerName = "fe.internal.test";

    private static readonly string s_shipped = Path.Combine(Repository.Root, "deploy", "examples", "two-nodes", "haproxy.cfg");
    private static readonly IPAddress[] s_nodes = [IPAddress.Parse("127.0.0.2"), IPAddress.Parse("127.0.0.3")];
    private static readonly IPAddress s_client = IPAddress.Parse("127.0.0.9");

    private readonly TemporaryDirectory _directory = new();
    private readonly TestAuthority _public = new("Public test CA");
    private readonly TestAuthority _inner = new("Inner test CA");
    private readonly MailSink _sink = new();
    private readonly IPEndPoint _web = new(IPAddress.Loopback, FreePort.Next());
    private readonly IPEndPoint _mail = new(IPAddress.Loopback, FreePort.Next());
    private readonly (int Https, int Smtp, int Operations) _ports = (FreePort.Next(), FreePort.Next(), FreePort.Next());
    private InnerFrontEnd _frontEnd = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _frontEnd = await InnerFrontEnd.StartAsync(_inner, InnerName, http => http.Response.WriteAsync("hello"));
        _public.IssueFiles(_directory.Path, Name);
        File.WriteAllText(_directory["inner-ca.pem"], _inner.Certificate.ExportCertificatePem());
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _frontEnd.DisposeAsync();
        await _sink.DisposeAsync();
        _public.Dispose();
        _inner.Dispose();
        _directory.Dispose();
    }

    [FactNeeding(Need.Haproxy)]
    public Task Haproxy_has_nothing_to_complain_of() => Haproxy.CheckAsync(s_shipped);

    [FactNeeding(Need.Haproxy)]
    public async Task A_node_that_drains_is_taken_out_and_no_request_fails_and_mail_comes_from_its_client()
    {
        var starting = s_nodes.Select(StartAsync).ToArray();
        await using var one = await starting[0];
        await using var two = await starting[1];
        await using var balancer = await Haproxy.StartAsync(Configuration(), _web);
        using var client = Client();

        // By the address of the client: all of them come to one node.
        var first = await AskAsync(client);
        Assert.Equal(first, await AskAsync(client));
        await DeliverAsync("1");
        var drained = first == s_nodes[0].ToString() ? one : two;

        // One request after the other, on connections that are kept, before the drain and through it.
        var moved = AskWhileAsync(client, first);
        await DrainAsync(first);
        await moved;

        Assert.Equal(0, await drained.StopAsync());
        for (var i = 0; i < 10; i++)
        {
            Assert.NotEqual(first, await AskAsync(client));
        }

        await DeliverAsync("2");
        Assert.Equal([("1", 1), ("2", 1)], _sink.Taken.Select(taken => (taken.Key, taken.Value)).Order());
    }

    /// <summary>The shipped configuration; what is the machine's in it is replaced, and nothing else.</summary>
    private string Configuration()
    {
        var text = File.ReadAllText(s_shipped);
        foreach (var (shipped, here) in new (string, string)[]
        {
            // As many as the open files of whoever runs a test allow.
            ("maxconn 20000", "maxconn 200"),

            // A machine that does much else must not make a node that is ready look as if it were not.
            ("timeout check 5s", "timeout check 60s"),
            ("bind :443", $"bind {_web}"),
            ("bind :25", $"bind {_mail}"),
            ("port 9464", $"port {_ports.Operations}"),
            ("10.0.0.4:443", $"{s_nodes[0]}:{_ports.Https}"),
            ("10.0.0.5:443", $"{s_nodes[1]}:{_ports.Https}"),
            ("10.0.0.4:25", $"{s_nodes[0]}:{_ports.Smtp}"),
            ("10.0.0.5:25", $"{s_nodes[1]}:{_ports.Smtp}"),
        })
        {
            Assert.Contains(shipped, text, StringComparison.Ordinal);
            text = text.Replace(shipped, here, StringComparison.Ordinal);
        }

        File.WriteAllText(_directory["haproxy.cfg"], text);
        return _directory["haproxy.cfg"];
    }

    private Task<PublisherProcess> StartAsync(IPAddress address)
    {
        var policy = _directory[$"{address}.yaml"];
        File.WriteAllText(policy, string.Create(CultureInfo.InvariantCulture, $$"""
            version: 1
            server: { name: NODE{{address.GetAddressBytes()[3]}}, fqdn: {{Name}}, stateDirectory: "state-{{address}}", drain: { notice: 3s, timeout: 20s } }
            operations: { listen: "{{address}}:{{_ports.Operations}}" }
            certificates:
              mail: { chain: {{Name}}.pem, key: {{Name}}.key }
            trustedRoots: { inner: inner-ca.pem }
            listeners:
              - { name: https, address: "{{address}}:{{_ports.Https}}", protocol: https, certificates: [mail] }
            frontEnds:
              farm: { servers: ["127.0.0.1:{{_frontEnd.Port}}"], certificate: { trustedRoots: [inner], name: {{InnerName}} } }
            publishingRules:
              - { name: Site, action: publish, to: farm, responseHeaders: { set: { X-Answered-By: "{{address}}" } } }
            acceptedDomains: [{ name: example.test }]
            receiveConnectors:
              - { name: internet, listen: ["{{address}}:{{_ports.Smtp}}"], certificate: mail, proxyProtocolFrom: [127.0.0.1], tarpit: 0s }
            sendConnectors:
              - { name: hub, domains: [example.test], servers: ["{{_sink.Authority}}"], tls: off }

            """));
        return PublisherProcess.StartAsync(policy, new IPEndPoint(address, _ports.Operations), $"haproxy-{address}");
    }

    private async Task DrainAsync(string address)
    {
        using var operations = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{address}:{_ports.Operations}/api/drain");
        request.Headers.Add("X-WebPublisher", "1");
        request.Content = new StringContent("""{"drain":true,"seconds":0}""", Encoding.UTF8, "application/json");
        using var answer = await operations.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task AskWhileAsync(HttpClient client, string by)
    {
        while (await AskAsync(client) == by)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private static async Task<string> AskAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/mail/");
        Assert.Equal("hello", await answer.Content.ReadAsStringAsync());
        return answer.Headers.GetValues("X-Answered-By").Single();
    }

    private async Task DeliverAsync(string number)
    {
        using var dialog = await SmtpDialog.ConnectAsync(_mail, s_client);
        await dialog.ExpectAsync("220");
        await dialog.AskAsync("EHLO client.example.net", $"250-{Name} Hello [{s_client}]");
        await dialog.DeliverAsync("ann@sender.example", "bob@example.test", Encoding.ASCII.GetBytes($"X-Number: {number}\r\nSubject: x\r\n\r\ntext\r\n"));
    }

    private HttpClient Client() => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { _public.Certificate }, RevocationMode = X509RevocationMode.NoCheck },
        },
        ConnectCallback = async (_, cancellation) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(_web, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri($"https://{Name}:{_web.Port}/"),
        Timeout = TimeSpan.FromSeconds(60),
    };
}
