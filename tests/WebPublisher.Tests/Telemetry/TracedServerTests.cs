using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WebPublisher.Publishing;
using WebPublisher.Smtp.Tests.Testing;
using WebPublisher.Telemetry;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Telemetry;

/// <summary>A request and a message through a server that exports to a collector: what arrives there, at the front end and in the log belongs together.</summary>
[Collection("activities")]
public sealed class TracedServerTests : IAsyncDisposable
{
    private const int Internal = 1;
    private const int Server = 2;
    private const int Client = 3;

    private readonly TemporaryDirectory _directory = new();
    private readonly InnerServer _hub = InnerServer.Start();
    private readonly MemoryStream _log = new();
    private string? _seen;

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_request_is_a_server_span_and_a_client_span_that_the_front_end_and_the_log_know()
    {
        await using var collector = await FakeCollector.StartAsync();
        await RunAsync(collector, sampler: null);

        var logged = Assert.Single(Logged(2000));
        var server = Assert.Single(
            collector.Spans, span => span.Kind == Server && span.Name == "GET Site" && span.Attributes["webpublisher.reference"] == logged.GetProperty("reference").GetString());
        var client = Assert.Single(collector.Spans, span => span.Kind == Client && span.Parent == server.Id);
        Assert.Equal((server.TraceId, "", "200"), (client.TraceId, server.Parent, server.Attributes["http.response.status_code"]));
        Assert.Equal($"00-{client.TraceId}-{client.Id}-01", _seen);
        Assert.Equal("Detected", server.Attributes["webpublisher.firewall.verdict"]);
        Assert.Contains("webpublisher.firewall.rules", server.Attributes.Keys);

        Assert.Equal(server.TraceId, logged.GetProperty("traceId").GetString());
        Assert.Contains("http.server.request.duration", collector.Instruments);
        Assert.Contains("http.client.request.duration", collector.Instruments);
    }

    [Fact]
    public async Task A_message_is_a_server_span_with_its_agents_and_the_hop_to_the_inner_server()
    {
        await using var collector = await FakeCollector.StartAsync();
        await RunAsync(collector, sampler: null);

        // Who listens to activities hears those of every server in the process: this server's own message is the one that its log tells of.
        var logged = Assert.Single(Logged(3000));
        var message = Assert.Single(
            collector.Spans, span => span.Kind == Server && span.Name == "message internet" && span.Attributes["webpublisher.reference"] == logged.GetProperty("reference").GetString());
        var children = collector.Spans.Where(span => span.Parent == message.Id).ToList();
        Assert.All(children, child => Assert.Equal(message.TraceId, child.TraceId));
        var hop = Assert.Single(children, child => child.Kind == Client);
        Assert.Equal(("relay hub", _hub.Server.Authority, "250"), (hop.Name, hop.Attributes["server.address"], hop.Attributes["webpublisher.smtp.reply_code"]));
        Assert.Contains(children, child => child.Kind == Internal && child.Name == "agent senderFilter"
            && child.Attributes["webpublisher.agent.event"] == "OnMailCommand" && child.Attributes["webpublisher.agent.finding"] == "None");

        Assert.Equal(message.TraceId, logged.GetProperty("traceId").GetString());
        Assert.Equal(message.Attributes["webpublisher.session"], logged.GetProperty("session").GetString());
        Assert.DoesNotContain(collector.Spans.SelectMany(span => span.Attributes.Values), value => value.Contains("ann@", StringComparison.Ordinal) || value.Contains("bob@", StringComparison.Ordinal));
        Assert.Contains("webpublisher.smtp.messages", collector.Instruments);
    }

    [Fact]
    public async Task What_the_sampler_leaves_out_makes_no_span_and_no_trace_context()
    {
        await using var collector = await FakeCollector.StartAsync();
        await RunAsync(collector, sampler: "always_off");

        Assert.Empty(collector.Spans);
        Assert.False(_seen?.EndsWith("-01", StringComparison.Ordinal) ?? false);
        Assert.Contains("webpublisher.smtp.messages", collector.Instruments);
    }

    private async Task RunAsync(FakeCollector collector, string? sampler)
    {
        Environment.SetEnvironmentVariable("OTEL_TRACES_SAMPLER", sampler);
        try
        {
            await using var frontEnd = await StartFrontEndAsync();
            _directory.Write("own/rules/own.conf", "SecRule ARGS:q \"@streq attack\" \"id:10001,phase:2,deny,status:403,msg:'an attack'\"\n");
            var policy = _directory.Write("policy.yaml", $$"""
                version: 1
                server: { name: TRACED, fqdn: mail.example.com, stateDirectory: state }
                operations: { listen: off, otlp: "{{collector.Address}}" }
                listeners: [{ name: plain, address: 127.0.0.1:0, protocol: http }]
                frontEnds: { farm: { servers: ["{{new Uri(frontEnd.Urls.Single()).Authority}}"] } }
                publishingRules:
                  - { name: Site, action: publish, to: farm, bridging: http, requireSecureChannel: false, waf: { mode: detect, ruleSet: own } }
                acceptedDomains: [{ name: example.com }]
                agents: [{ senderFilter: { blockedDomains: [blocked.example] } }]
                sendConnectors: [{ name: hub, domains: [example.com], servers: ["{{_hub.Server.Authority}}"], tls: off }]
                receiveConnectors: [{ name: internet, listen: ["127.0.0.1:0"] }]

                """);
            using var loggers = LoggingSetup.Create(LogStyle.Json, LogLevel.Information, TimeProvider.System, _log);
            await using (var publisher = await Publisher.StartAsync(new PublisherOptions { Policy = policy, Loggers = loggers, CheckNames = false }, CancellationToken.None))
            {
                using var browser = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
                Assert.Equal("hello", await browser.GetStringAsync(new Uri($"http://{publisher.EndPoints["plain"]}/?q=attack")));
                await using var client = await SmtpClient.ConnectAsync(Assert.Single(publisher.MailEndPoints).Address);
                await client.TalkAsync(
                    "S: 220\nC: HELO client.example\nS: 250\nC: MAIL FROM:<ann@example.org>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\nC: DATA\nS: 354\nC: Subject: hello\nC: \nC: text\nC: .\nS: 250\nC: QUIT\nS: 221\n");
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("OTEL_TRACES_SAMPLER", null);
        }
    }

    /// <summary>The fields of the events of a number; the log is complete when the server has ended.</summary>
    private List<JsonElement> Logged(int id) =>
    [
        .. System.Text.Encoding.UTF8.GetString(_log.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.GetProperty("id").GetInt32() == id)
            .Select(line => line.GetProperty("fields")),
    ];

    private async Task<WebApplication> StartFrontEndAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(http =>
        {
            _seen = http.Request.Headers.TraceParent;
            return http.Response.WriteAsync("hello");
        });
        await app.StartAsync();
        return app;
    }
}
