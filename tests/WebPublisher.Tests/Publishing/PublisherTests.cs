using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Publishing;
using WebPublisher.Tests.Telemetry;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Publishing;

// One process has one set of listeners to activities.
[Collection("activities")]
public sealed class PublisherTests : IDisposable
{
    private const string StrangersTrace = "0af7651916cd43dd8448eb211c80319c";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_request_is_one_trace_of_its_own_over_both_legs()
    {
        await using var collector = await FakeCollector.StartAsync();

        var seen = await ServeOneAsync($"otlp: \"{collector.Address}\"");

        var traceParent = Assert.Single(seen["traceparent"].ToArray());
        var trace = traceParent!.Split('-')[1];
        Assert.NotEqual(StrangersTrace, trace);
        Assert.DoesNotContain("baggage", seen.Keys);
        var exported = await collector.Traces.WaitAsync(TimeSpan.FromSeconds(60));
        var id = Encoding.Latin1.GetString(Convert.FromHexString(trace));
        Assert.Equal(2, exported.Split(id).Length - 1);
        Assert.Contains("GET Site", exported, StringComparison.Ordinal);
        Assert.Contains("server.port", exported, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", exported, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_collector_no_trace_context_reaches_the_front_end()
    {
        var seen = await ServeOneAsync("");

        Assert.DoesNotContain("traceparent", seen.Keys);
        Assert.DoesNotContain("baggage", seen.Keys);
    }

    [Theory]
    [InlineData("listeners: [{ name: plain, address: 127.0.0.1:0, protocol: http }]")]
    [InlineData("acceptedDomains: [{ name: example.test }]\nreceiveConnectors: [{ name: internet, listen: [\"127.0.0.1:0\"] }]\nsendConnectors: [{ name: hub, domains: [example.test], servers: [\"127.0.0.1:1\"], tls: off }]")]
    public async Task It_is_not_ready_before_it_listens(string serving)
    {
        const int ControlSocketOpen = 5110;
        var policy = _directory.Write("policy.yaml", $$"""
            version: 1
            server: { fqdn: mail.example.test, stateDirectory: state }
            operations: { listen: 127.0.0.1:0 }
            {{serving}}

            """);
        using var monitoring = new AskingLogger(ControlSocketOpen);

        await using var publisher = await Publisher.StartAsync(new PublisherOptions { Policy = policy, Loggers = monitoring, CheckNames = false }, CancellationToken.None);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, monitoring.Answer);
        using var client = new HttpClient();
        using var answer = await client.GetAsync($"http://{publisher.OperationsEndPoint}/health/ready");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Publishes a site, sends it one request with a stranger's trace context, and returns the header its front end saw.</summary>
    private async Task<IHeaderDictionary> ServeOneAsync(string operations)
    {
        IHeaderDictionary? seen = null;
        await using var frontEnd = await StartFrontEndAsync(header => seen = header);
        var policy = _directory.Write("policy.yaml", string.Create(CultureInfo.InvariantCulture, $$"""
            version: 1
            operations: { listen: off, {{operations}} }
            listeners: [{ name: plain, address: 127.0.0.1:0, protocol: http }]
            frontEnds: { farm: { servers: ["{{new Uri(frontEnd.Urls.Single()).Authority}}"] } }
            publishingRules: [{ name: Site, action: publish, to: farm, bridging: http, requireSecureChannel: false }]

            """));
        var options = new PublisherOptions { Policy = policy, Loggers = NullLoggerFactory.Instance, CheckNames = false };
        await using var publisher = await Publisher.StartAsync(options, CancellationToken.None);
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{publisher.EndPoints["plain"]}/?token=s3cret");
        request.Headers.Add("traceparent", $"00-{StrangersTrace}-b7ad6b7169203331-01");
        request.Headers.Add("baggage", "user=admin");

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return seen!;
    }

    private static async Task<WebApplication> StartFrontEndAsync(Action<IHeaderDictionary> see)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(http =>
        {
            see(new HeaderDictionary(http.Request.Headers.ToDictionary()));
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return app;
    }
}
