using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using WebPublisher.Conformance.Product;
using WebPublisher.EndToEnd.Tests.Certificates;
using WebPublisher.EndToEnd.Tests.FrontEnds;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Mail;
using WebPublisher.EndToEnd.Tests.Publisher;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.EndToEnd.Tests.Monitoring;

/// <summary>
/// A publisher with both halves: a site whose front end answers, one whose front end is gone, a firewall, mail that is delivered, refused and held, and IPsec connections of
/// which one stands, by the word of a stand-in for <c>swanctl</c>.
/// </summary>
internal sealed class MonitoredEdge : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly TestAuthority _authority = new("Inner test CA");
    private readonly IPEndPoint _site = new(IPAddress.Loopback, FreePort.Next());
    private readonly IPEndPoint _internet = new(IPAddress.Loopback, FreePort.Next());
    private readonly int _operations = FreePort.Next();
    private readonly InnerServer _hub = InnerServer.Start();
    private readonly HttpClient _browser = new();
    private InnerFrontEnd? _frontEnd;
    private PublisherProcess? _process;

    /// <summary>Where it is scraped.</summary>
    public string Operations => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_operations}");

    /// <summary>Starts it.</summary>
    public static async Task<MonitoredEdge> StartAsync()
    {
        var edge = new MonitoredEdge();
        edge._frontEnd = await InnerFrontEnd.StartAsync(edge._authority, "fe.internal.test", http => http.Response.WriteAsync("hello"));
        edge.Write();
        var path = $"{edge._directory["bin"]}:{Environment.GetEnvironmentVariable("PATH")}";
        edge._process = await PublisherProcess.StartAsync(edge._directory["webpublisher.yaml"], edge._operations, "monitored", new Dictionary<string, string> { ["PATH"] = path });
        return edge;
    }

    /// <summary>One request of each kind, and one message of each kind.</summary>
    public async Task VisitAsync()
    {
        Assert.Equal(HttpStatusCode.OK, await GetAsync("/site/?q=hello"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync("/site/?q=attack"));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync("/elsewhere"));
        Assert.Equal(HttpStatusCode.BadGateway, await GetAsync("/gone/"));
        await SendAsync("ann@example.net", "bob@example.com", "hello", "250 ");
        await SendAsync("ann@example.net", "bob@example.com", "please hold this", "250 ");
        await SendAsync("ann@blocked.example", "bob@example.com", null, "554 ");
    }

    /// <summary>Writes a mistake into the policy file.</summary>
    public void BreakPolicy() => File.AppendAllText(_directory["webpublisher.yaml"], "mistake: true\n");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        if (_frontEnd is not null)
        {
            await _frontEnd.DisposeAsync();
        }

        await _hub.DisposeAsync();
        _browser.Dispose();
        _authority.Dispose();
        _directory.Dispose();
    }

    private async Task<HttpStatusCode> GetAsync(string target)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{_site}{target}");
        request.Headers.Host = "mail.example.test";
        using var answer = await _browser.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task SendAsync(string from, string to, string? subject, string reply)
    {
        using var dialog = await SmtpDialog.GreetAsync(_internet);
        if (subject is null)
        {
            await dialog.AskAsync($"MAIL FROM:<{from}>", reply);
            return;
        }

        await dialog.AskAsync($"MAIL FROM:<{from}>", "250");
        await dialog.AskAsync($"RCPT TO:<{to}>", "250");
        await dialog.AskAsync("DATA", "354");
        await dialog.AskAsync($"From: <{from}>\r\nSubject: {subject}\r\n\r\ntext\r\n.", reply);
        await dialog.AskAsync("QUIT", "221");
    }

    private void Write()
    {
        _authority.WriteCertificate(_directory["inner-ca.pem"]);
        _authority.IssueFiles(_directory.Path, "mail.example.test");
        Directory.CreateDirectory(_directory["own/rules"]);
        File.WriteAllText(_directory["own/rules/own.conf"], "SecRule ARGS:q \"@streq attack\" \"id:10001,phase:2,deny,status:403,msg:'an attack'\"\n");
        Directory.CreateDirectory(_directory["bin"]);
        var swanctl = _directory[Path.Combine("bin", "swanctl")];
        File.WriteAllText(swanctl, """
            #!/bin/sh
            echo 'list-sa event {webpublisher-first {uniqueid=1 state=ESTABLISHED remote-host=10.0.0.2 established=16 child-sas {webpublisher-first-1 {state=INSTALLED mode=TRANSPORT protocol=ESP encr-alg=AES_GCM_16 encr-keysize=256 bytes-in=1 bytes-out=1}}}}'
            echo 'list-sas reply {}'
            """);
        File.SetUnixFileMode(swanctl, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var key = _directory["psk"];
        File.WriteAllText(key, "0123456789abcdef0123456789abcdef");
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(_directory["webpublisher.yaml"], string.Create(CultureInfo.InvariantCulture, $$"""
            version: 1
            server: { name: EDGE01, fqdn: mail.example.test, stateDirectory: state }
            operations: { listen: "127.0.0.1:{{_operations}}" }
            certificates: { mail: { chain: mail.example.test.pem, key: mail.example.test.key } }
            trustedRoots: { inner: inner-ca.pem }
            ipsec:
              connections:
                first: { side: front, front: { address: 10.0.0.1 }, back: { address: 10.0.0.2 }, presharedKey: { file: psk } }
                second: { side: front, front: { address: 10.0.0.1 }, back: { address: 10.0.0.3 }, presharedKey: { file: psk } }
            listeners: [{ name: site, address: "{{_site}}", protocol: http }]
            destinationSets:
              site: [{ host: mail.example.test, paths: [/site/*] }]
              gone: [{ host: mail.example.test, paths: [/gone/*] }]
            frontEnds:
              webmail: { servers: ["127.0.0.1:{{_frontEnd!.Port}}"], certificate: { name: fe.internal.test, trustedRoots: [inner] } }
              gone: { servers: ["127.0.0.1:1"] }
            publishingRules:
              - { name: Site, destinations: site, action: publish, to: webmail, requireSecureChannel: false, waf: { mode: detect, ruleSet: own } }
              - { name: Gone, destinations: gone, action: publish, to: gone, bridging: http, requireSecureChannel: false }
            acceptedDomains: [{ name: example.com }]
            agents:
              - senderFilter: { blockedDomains: [blocked.example] }
              - edgeRules: { rules: [{ name: hold it, when: { subject: { words: [hold] } }, then: { quarantine: true } }] }
            sendConnectors: [{ name: hub, domains: [example.com], servers: ["{{_hub.Server.Authority}}"], tls: off }]
            receiveConnectors: [{ name: internet, listen: ["{{_internet}}"], certificate: mail, tarpit: 0s }]

            """));
    }
}
