using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.AspNetCore.Http;
using WebPublisher.Policy.Operations;
using WebPublisher.Telemetry;
using WebPublisher.Web.Records;

namespace WebPublisher.Tests.Telemetry;

// One process has one set of meters and listeners to activities.
[Collection(nameof(MeasuredServerTests))]
public sealed class TelemetryExportTests
{
    private static readonly ServerPolicy s_server = new("EDGE01", "/var/lib/webpublisher");

    [Fact]
    public async Task Without_a_collector_nobody_listens_to_activities()
    {
        await using var telemetry = new TelemetryExport(s_server, TimeProvider.System);
        telemetry.Apply(s_server, new OperationsPolicy(Listen: null, Otlp: null));

        Assert.Null(PublishingTrace.Start(new DefaultHttpContext()));
    }

    [Fact]
    public async Task Metrics_are_scraped_under_strict_rules()
    {
        await using var telemetry = new TelemetryExport(s_server, TimeProvider.System);
        using var metrics = new PublishingMetrics();
        metrics.Write(new PublishingRecord { Reference = "R", Started = default, Listener = "external-https", Rule = "OWA", Status = 200, Duration = TimeSpan.FromMilliseconds(3) });

        foreach (var format in Enum.GetValues<PrometheusFormat>())
        {
            var text = Encoding.UTF8.GetString((await telemetry.Prometheus.ScrapeAsync(format, CancellationToken.None))!);
            var samples = PrometheusParser.Parse(text, format == PrometheusFormat.OpenMetrics);

            Assert.Equal(1, samples["""webpublisher_requests_total{otel_scope_name="WebPublisher",decision="Forwarded",http_response_status_code="200",listener="external-https",rule="OWA"}"""]);
            Assert.Contains(samples.Keys, key => key.StartsWith("dotnet_gc_collections_total", StringComparison.Ordinal));
            Assert.Contains(samples.Keys, key => key.StartsWith("target_info", StringComparison.Ordinal) && key.Contains("service_instance_id=\"EDGE01\"", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore.Hosting", "http.server.request.duration", false)]
    [InlineData("Microsoft.AspNetCore.Hosting", "http.server.active_requests", false)]
    [InlineData("System.Net.Http", "http.client.request.duration", false)]
    [InlineData("System.Net.Http", "http.client.active_requests", false)]
    [InlineData("System.Net.Http", "http.client.request.time_in_queue", false)]
    [InlineData("System.Net.Http", "http.client.open_connections", true)]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", "kestrel.active_connections", true)]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", "kestrel.queued_connections", true)]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", "kestrel.queued_requests", false)]
    public async Task Frameworks_measure_connections_and_not_each_request(string meterName, string name, bool isMeasured)
    {
        await using var collector = await FakeCollector.StartAsync();
        await using var telemetry = new TelemetryExport(s_server, TimeProvider.System);
        telemetry.Apply(s_server, new OperationsPolicy(Listen: null, collector.Address));
        using var meter = new Meter(meterName);

        Assert.Equal(isMeasured, meter.CreateHistogram<double>(name).Enabled);
    }

    [Fact]
    public async Task A_collector_gets_spans_of_requests_and_metrics_and_no_others()
    {
        await using var collector = await FakeCollector.StartAsync();
        await using (var telemetry = new TelemetryExport(s_server, TimeProvider.System))
        {
            telemetry.Apply(s_server, new OperationsPolicy(Listen: null, collector.Address));
            using (var probe = new ActivitySource("System.Net.Http").StartActivity("probe-span", ActivityKind.Client))
            {
                Assert.NotNull(probe);
            }

            using var request = PublishingTrace.Start(new DefaultHttpContext());
            Assert.NotNull(request);
            request.DisplayName = "request-span";
        }

        var traces = await collector.Traces.WaitAsync(TimeSpan.FromSeconds(60));
        var metrics = await collector.Metrics.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Contains("request-span", traces, StringComparison.Ordinal);
        Assert.DoesNotContain("probe-span", traces, StringComparison.Ordinal);
        Assert.Contains("service.instance.id", traces, StringComparison.Ordinal);
        Assert.Contains("EDGE01", traces, StringComparison.Ordinal);
        Assert.Contains("dotnet.gc.collections", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reload_moves_the_export_or_ends_it()
    {
        await using var first = await FakeCollector.StartAsync();
        await using var second = await FakeCollector.StartAsync();
        await using var telemetry = new TelemetryExport(s_server, TimeProvider.System);

        telemetry.Apply(s_server, new OperationsPolicy(Listen: null, first.Address));
        telemetry.Apply(s_server, new OperationsPolicy(Listen: null, second.Address));
        await first.Metrics.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.False(second.Metrics.IsCompleted);

        telemetry.Apply(s_server, new OperationsPolicy(Listen: null, Otlp: null));
        await second.Metrics.WaitAsync(TimeSpan.FromSeconds(60));
    }
}
