using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using WebPublisher.Conformance.Product;
using WebPublisher.EndToEnd.Tests.Browsers;
using WebPublisher.EndToEnd.Tests.Certificates;
using WebPublisher.EndToEnd.Tests.FrontEnds;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Mail;
using WebPublisher.EndToEnd.Tests.Publisher;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.EndToEnd.Tests.Dashboard;

/// <summary>A publisher with both halves, a front end and a hub behind it, and an operator's browser in front of its operations listener.</summary>
[CollectionDefinition(Collection)]
public sealed partial class PublishedDashboard : IAsyncLifetime, ICollectionFixture<PublishedDashboard>
{
    /// <summary>Names the test classes that share it.</summary>
    internal const string Collection = "Published dashboard";

    private const string FrontEndName = "webmail.corp.internal";

    private readonly Edge _edge = new("dashboard");
    private readonly TestAuthority _innerAuthority = new("Inner test CA");
    private readonly IPEndPoint _internet = new(IPAddress.Loopback, FreePort.Next());
    private InnerFrontEnd? _frontEnd;
    private InnerServer? _hub;
    private PublicBrowser? _browser;
    private HttpClient? _client;

    /// <summary>The dashboard's address.</summary>
    internal Uri Address => new($"http://127.0.0.1:{_edge.OperationsPort}/");

    /// <summary>The messages that the hub got, in their order.</summary>
    internal IReadOnlyList<string> Delivered => [.. _hub!.Messages.Select(Encoding.Latin1.GetString)];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Needs.Missing(Need.Browser) is not null)
        {
            return;
        }

        _frontEnd = await InnerFrontEnd.StartAsync(_innerAuthority, FrontEndName, http => http.Response.WriteAsync("inbox"));
        _hub = InnerServer.Start();
        _edge.WriteBeside("inner-ca.pem", _innerAuthority.Certificate.ExportCertificatePem());
        await StartAsync();
        _client = _edge.CreateClient();
        _browser = await PublicBrowser.LaunchAsync(_edge.PublicAuthorityPath, "127.0.0.1", "127.0.0.1");
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        _client?.Dispose();
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        await _edge.DisposeAsync();
        if (_frontEnd is not null)
        {
            await _frontEnd.DisposeAsync();
        }

        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }

        _innerAuthority.Dispose();
    }

    /// <summary>Starts the publisher, again after <see cref="StopAsync"/>.</summary>
    internal Task StartAsync() => _edge.StartAsync(Policy());

    /// <summary>Ends it as a service unit does.</summary>
    internal async Task StopAsync() => Assert.Equal(0, await _edge.Process.StopAsync());

    /// <summary>Starts two processes in its place, one for each half, as two service units do; the one of the web half has the dashboard's address.</summary>
    internal async Task<(PublisherProcess Web, PublisherProcess Smtp)> StartHalvesAsync()
    {
        var port = FreePort.Next();
        var smtp = _edge.WriteBeside("smtp.yaml", Policy().Replace($"127.0.0.1:{_edge.OperationsPort}", $"127.0.0.1:{port}", StringComparison.Ordinal));
        return (
            await PublisherProcess.StartAsync(_edge.PolicyPath, _edge.OperationsPort, "dashboard-web", environment: null, "--only", "web"),
            await PublisherProcess.StartAsync(smtp, port, "dashboard-smtp", environment: null, "--only", "smtp"));
    }

    /// <summary>Writes a policy over the one in force.</summary>
    /// <param name="more">What it has besides.</param>
    internal void Write(string more) => _edge.Write($"{Policy()}\n{more}\n");

    /// <summary>Opens the dashboard, live and with its lists.</summary>
    /// <param name="size">The window.</param>
    /// <param name="dark">Which colours the operator's system has.</param>
    /// <param name="fragment">What follows the <c>#</c>.</param>
    internal async Task<DashboardVisit> VisitAsync(DashboardSize size = DashboardSize.Desktop, bool dark = false, string fragment = "")
    {
        var visit = await DashboardVisit.StartAsync(await _browser!.NewPageAsync(size.Width(), size.Height(), dark), Address, fragment);
        await visit.IsLiveAsync();
        return visit;
    }

    /// <summary>Asks for what is published.</summary>
    internal async Task ReadMailAsync()
    {
        using var answer = await _client!.GetAsync("/mail/inbox");
        Assert.Equal("inbox", await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Asks for what is not published.</summary>
    /// <returns>The reference on the page that refuses it.</returns>
    internal async Task<string> RefusedRequestAsync(string path)
    {
        using var answer = await _client!.GetAsync(path);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        return Reference().Match(await answer.Content.ReadAsStringAsync()).Value;
    }

    /// <summary>Brings a message, as far as it gets.</summary>
    /// <param name="client">The client's address, as the load balancer tells it.</param>
    /// <param name="sender">The envelope sender.</param>
    /// <param name="subject">Its subject.</param>
    /// <returns>The first reply that refuses something, or the last one.</returns>
    internal async Task<string> SendAsync(string client, string sender, string subject)
    {
        using var dialog = await SmtpDialog.ConnectAsync(_internet);
        await dialog.SayAsync($"PROXY TCP4 {client} 127.0.0.1 50000 25");
        var reply = await dialog.ReadReplyAsync() ?? "(closed)";
        var message = $"From: <{sender}>\r\nTo: <ann@example.test>\r\nSubject: {subject}\r\nDate: Mon, 3 Mar 2025 10:00:00 +0000\r\nMessage-ID: <{Guid.NewGuid():N}@client.example>\r\n\r\nHello Ann.\r\n.";
        foreach (var line in new[] { "EHLO client.example", $"MAIL FROM:<{sender}>", "RCPT TO:<ann@example.test>", "DATA", message })
        {
            if (reply[0] is not ('2' or '3'))
            {
                break;
            }

            await dialog.SayAsync(line);
            reply = await dialog.ReadReplyAsync() ?? "(closed)";
        }

        return reply;
    }

    /// <summary>The reference in a text.</summary>
    internal static string ReferenceIn(string text) => Reference().Match(text).Value;

    private string Policy() => _edge.Policy($$"""
        trustedRoots: { inner: inner-ca.pem }
        destinationSets:
          webmail: [{ host: {{Edge.PublishedName}}, paths: [/mail/*] }]
        frontEnds:
          webmail:
            servers: ["127.0.0.1:{{_frontEnd!.Port}}"]
            certificate: { name: {{FrontEndName}}, trustedRoots: [inner] }
        publishingRules:
          - { name: Webmail, destinations: webmail, action: publish, to: webmail }
        acceptedDomains: [{ name: example.test }]
        receiveConnectors:
          - { name: internet, fqdn: {{Edge.PublishedName}}, listen: ["{{_internet}}"], proxyProtocolFrom: [127.0.0.1], tarpit: 0s }
        sendConnectors:
          - { name: to-mailboxes, fqdn: {{Edge.PublishedName}}, domains: [example.test], servers: ["{{_hub!.Server.Authority}}"], tls: off }
        agents:
          - connectionFilter: {}
          - senderFilter: { blocked: [blocked.user@contoso.example] }
          - edgeRules:
              rules:
                - { name: Invoices, when: { subject: { words: [invoice] } }, then: { quarantine: true } }
        """);

    [GeneratedRegex("[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}
