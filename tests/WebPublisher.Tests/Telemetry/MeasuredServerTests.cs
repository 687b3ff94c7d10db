using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Certificates;
using WebPublisher.Policy.Operations.Instruments;
using WebPublisher.Publishing;
using WebPublisher.Smtp.Tests.Testing;
using WebPublisher.Telemetry;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Telemetry;

/// <summary>A server with both halves is visited by strangers who make up everything they send, and is scraped.</summary>
[Collection(nameof(MeasuredServerTests))]
[CollectionDefinition(nameof(MeasuredServerTests), DisableParallelization = true)]
public sealed partial class MeasuredServerTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private InnerServer _inner = null!;
    private Publisher _publisher = null!;

    public async Task InitializeAsync()
    {
        new DevelopmentCertificates(TimeProvider.System).Write(_directory.PathOf("certs"), ["mail.example.com"], [], force: false);
        _inner = InnerServer.Start();
        var policy = _directory.Write("policy.yaml", $$"""
            version: 1
            server: { name: MEASURED, fqdn: mail.example.com, stateDirectory: state }
            operations: { listen: "127.0.0.1:0" }
            certificates: { mail: { chain: certs/public.pem, key: certs/public.key } }
            listeners: [{ name: measured-web, address: 127.0.0.1:0, protocol: http }]
            frontEnds: { farm: { servers: ["127.0.0.1:1"] } }
            destinationSets: { site: [{ host: mail.example.com, paths: [/site/*] }] }
            publishingRules:
              - { name: Site, destinations: site, action: publish, to: farm, bridging: http, requireSecureChannel: false }
            acceptedDomains: [{ name: example.com }]
            agents: [{ senderFilter: { blockedDomains: [blocked.example] } }]
            sendConnectors: [{ name: hub, domains: [example.com], servers: ["{{_inner.Server.Authority}}"], tls: off }]
            receiveConnectors: [{ name: measured-mail, listen: ["127.0.0.1:0"], certificate: mail, tarpit: 0s }]

            """);
        _publisher = await Publisher.StartAsync(new PublisherOptions { Policy = policy, Loggers = NullLoggerFactory.Instance, CheckNames = false }, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _publisher.DisposeAsync();
        await _inner.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Every_metric_has_the_labels_and_values_of_its_definition()
    {
        await VisitAsync("somebody", 3);

        var families = InstrumentCatalogue.All.ToDictionary(MetricsReference.PrometheusName, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sample in await ScrapeAsync())
        {
            var (family, labels) = Read(sample);
            Assert.True(families.TryGetValue(family, out var definition), $"{family} is not in the catalogue");
            seen.Add(family);
            foreach (var (name, value) in labels.Where(label => label.Key is not ("otel_scope_name" or "le")))
            {
                var tag = definition.Tags.SingleOrDefault(tag => PrometheusNames.Label(tag.Name) == name);
                Assert.True(tag is not null, $"{family} has no label {name}");
                Assert.True(tag.Allows(value), $"{name} of {family} cannot be {value}");
            }
        }

        string[] expected =
        [
            "webpublisher_build_info", "process_uptime_seconds", "webpublisher_ready", "webpublisher_policy_applied_seconds", "webpublisher_certificate_expiry_seconds",
            "webpublisher_requests_total", "http_server_request_duration_seconds", "http_server_response_body_size_bytes", "webpublisher_denials_total",
            "webpublisher_front_end_connections_total", "webpublisher_smtp_messages_total", "webpublisher_smtp_replies_total", "webpublisher_smtp_agent_duration_seconds",
            "webpublisher_smtp_relay_connections_total", "webpublisher_state_addresses", "webpublisher_hold_messages", "webpublisher_hold_size_limit_bytes",
        ];
        Assert.Empty(expected.Except(seen, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Strangers_make_no_series()
    {
        await VisitAsync("first", 3);
        var before = await ScrapeAsync();

        await VisitAsync("second", 25);

        var after = await ScrapeAsync();
        Assert.DoesNotContain(after, sample => sample.Contains("second", StringComparison.Ordinal) && !sample.Contains("_seconds", StringComparison.Ordinal));

        // Other tests of this process measure under other names.
        Assert.Empty(after.Where(sample => sample.Contains("\"measured-", StringComparison.Ordinal)).Except(before, StringComparer.Ordinal));
    }

    /// <summary>Requests and messages of which everything is made up that a client can choose.</summary>
    private async Task VisitAsync(string stranger, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var word = $"{stranger}{i}";
            await RequestAsync($"{word.ToUpperInvariant()} /{word}?{word}={word} HTTP/1.1\r\nHost: {word}.example\r\nUser-Agent: {word}\r\n{word}: {word}\r\nConnection: close\r\n\r\n");
            await RequestAsync($"GET /{word} HTTP/1.1\r\nHost: {word}.example\r\nUser-Agent: {word}\r\ntraceparent: {word}\r\nConnection: close\r\n\r\n");
            await RequestAsync($"GET /site/{word} HTTP/1.1\r\nHost: mail.example.com\r\nUser-Agent: {word}\r\nConnection: close\r\n\r\n");
            await RequestAsync($"{word} {word}\r\n\r\n");
            await using var client = await SmtpClient.ConnectAsync(Assert.Single(_publisher.MailEndPoints).Address);
            await client.TalkAsync(
                $"""
                S: 220
                C: HELO {word}.example
                S: 250
                C: {word.ToUpperInvariant()} {word}
                S: 500
                C: MAIL FROM:<{word}@{word}.example>
                S: 250
                C: RCPT TO:<{word}@{word}.example>
                S: 550
                C: RCPT TO:<{word}@example.com>
                S: 250
                C: DATA
                S: 354
                C: Subject: {word}
                C: {word}: {word}
                C: 
                C: {word}
                C: .
                S: 250
                C: QUIT
                S: 221

                """.ReplaceLineEndings("\n"));
        }
    }

    private async Task RequestAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_publisher.EndPoints["measured-web"]);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        var answer = new MemoryStream();
        await stream.CopyToAsync(answer);
        Assert.StartsWith("HTTP/1.1 ", Encoding.ASCII.GetString(answer.ToArray()), StringComparison.Ordinal);
    }

    /// <summary>The samples: name and labels, as written.</summary>
    private async Task<HashSet<string>> ScrapeAsync()
    {
        using var http = new HttpClient();
        var page = await http.GetStringAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{_publisher.OperationsEndPoint}/metrics")));
        return [.. PrometheusParser.Parse(page, isOpenMetrics: false).Keys.Where(sample => !sample.StartsWith("target_info", StringComparison.Ordinal))];
    }

    private static (string Family, Dictionary<string, string> Labels) Read(string sample)
    {
        var brace = sample.IndexOf('{', StringComparison.Ordinal);
        var name = brace < 0 ? sample : sample[..brace];
        var labels = Label().Matches(sample).ToDictionary(label => label.Groups["name"].Value, label => label.Groups["value"].Value, StringComparer.Ordinal);
        foreach (var suffix in new[] { "_bucket", "_sum", "_count" })
        {
            var family = name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;
            if (InstrumentCatalogue.All.Any(instrument => instrument.Kind == InstrumentKind.Histogram && MetricsReference.PrometheusName(instrument) == family))
            {
                return (family, labels);
            }
        }

        return (name, labels);
    }

    [GeneratedRegex("(?<name>[a-z_]+)=\"(?<value>([^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Label();
}
