using System.Diagnostics.Metrics;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using WebPublisher.Telemetry;

namespace WebPublisher.Tests.Telemetry;

public sealed class PrometheusExporterTests : IDisposable
{
    private readonly Meter _meter = new("Test." + Guid.NewGuid().ToString("N"));
    private readonly PrometheusExporter _exporter = new();
    private readonly MeterProvider _provider;

    public PrometheusExporterTests() => _provider = Sdk.CreateMeterProviderBuilder()
        .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddAttributes([new("service.name", "webpublisher"), new("service.instance.id", "EDGE\"01\"")]))
        .AddMeter(_meter.Name)
        .AddReader(new BaseExportingMetricReader(_exporter))
        .Build();

    public void Dispose()
    {
        _provider.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public async Task Text_is_written_as_scrapers_read_it()
    {
        Measure();

        Assert.Equal(
            """
            # HELP target_info What is measured.
            # TYPE target_info gauge
            target_info{service_name="webpublisher",service_instance_id="EDGE\"01\""} 1
            # HELP webpublisher_requests_total Requests.
            # TYPE webpublisher_requests_total counter
            webpublisher_requests_total{otel_scope_name="SCOPE",rule="OWA"} 3
            webpublisher_requests_total{otel_scope_name="SCOPE",rule="a\\b\"c\"\nd"} 1
            # TYPE webpublisher_request_body_bytes_total counter
            webpublisher_request_body_bytes_total{otel_scope_name="SCOPE"} 12
            # TYPE webpublisher_tunnels gauge
            webpublisher_tunnels{otel_scope_name="SCOPE"} -1
            # TYPE webpublisher_load_ratio gauge
            webpublisher_load_ratio{otel_scope_name="SCOPE"} 0.5
            # HELP webpublisher_request_duration_seconds Time \\ of
            # TYPE webpublisher_request_duration_seconds histogram
            webpublisher_request_duration_seconds_bucket{otel_scope_name="SCOPE",decision="Forwarded",le="0.5"} 1
            webpublisher_request_duration_seconds_bucket{otel_scope_name="SCOPE",decision="Forwarded",le="1"} 3
            webpublisher_request_duration_seconds_bucket{otel_scope_name="SCOPE",decision="Forwarded",le="+Inf"} 4
            webpublisher_request_duration_seconds_sum{otel_scope_name="SCOPE",decision="Forwarded"} 12.25
            webpublisher_request_duration_seconds_count{otel_scope_name="SCOPE",decision="Forwarded"} 4

            """.Replace("Time \\\\ of", "Time \\\\ of\\n\"a\" request.", StringComparison.Ordinal),
            await ScrapeAsync(PrometheusFormat.Text));
    }

    [Fact]
    public async Task OpenMetrics_is_written_as_scrapers_read_it()
    {
        Measure();

        Assert.Equal(
            """
            # HELP target What is measured.
            # TYPE target info
            target_info{service_name="webpublisher",service_instance_id="EDGE\"01\""} 1
            # HELP webpublisher_requests Requests.
            # TYPE webpublisher_requests counter
            webpublisher_requests_total{otel_scope_name="SCOPE",rule="OWA"} 3
            webpublisher_requests_total{otel_scope_name="SCOPE",rule="a\\b\"c\"\nd"} 1
            # TYPE webpublisher_request_body_bytes counter
            # UNIT webpublisher_request_body_bytes bytes
            webpublisher_request_body_bytes_total{otel_scope_name="SCOPE"} 12
            # TYPE webpublisher_tunnels gauge
            webpublisher_tunnels{otel_scope_name="SCOPE"} -1
            # TYPE webpublisher_load_ratio gauge
            webpublisher_load_ratio{otel_scope_name="SCOPE"} 0.5
            # HELP webpublisher_request_duration_seconds Time \\ of
            # TYPE webpublisher_request_duration_seconds histogram
            # UNIT webpublisher_request_duration_seconds seconds
            webpublisher_request_duration_seconds_bucket{otel_scope_name="SCOPE",decision="Forwarded",le="0.5"} 1
            webpublisher_request_duration_seconds_bucket{otel_scope_name="SCOPE",decision="Forwarded",le="1.0"} 3
            webpublisher_request_duration_seconds_bucket{otel_scope_name="SCOPE",decision="Forwarded",le="+Inf"} 4
            webpublisher_request_duration_seconds_sum{otel_scope_name="SCOPE",decision="Forwarded"} 12.25
            webpublisher_request_duration_seconds_count{otel_scope_name="SCOPE",decision="Forwarded"} 4
            # EOF

            """.Replace("Time \\\\ of", "Time \\\\ of\\n\\\"a\\\" request.", StringComparison.Ordinal),
            await ScrapeAsync(PrometheusFormat.OpenMetrics));
    }

    [Theory]
    [InlineData(PrometheusFormat.Text)]
    [InlineData(PrometheusFormat.OpenMetrics)]
    public async Task What_is_written_is_accepted_by_a_strict_parser(PrometheusFormat format)
    {
        Measure();

        var samples = PrometheusParser.Parse(await ScrapeAsync(format), format == PrometheusFormat.OpenMetrics);

        Assert.Equal(11, samples.Count);
    }

    [Fact]
    public async Task Instruments_whose_names_become_one_share_a_family_or_the_first_stays()
    {
        _meter.CreateCounter<long>("a.b").Add(1, new KeyValuePair<string, object?>("from", 1));
        _meter.CreateCounter<long>("other").Add(1);
        _meter.CreateCounter<long>("a_b").Add(1, new KeyValuePair<string, object?>("from", 2));
        _meter.CreateUpDownCounter<long>("a-b").Add(7);

        var samples = PrometheusParser.Parse(await ScrapeAsync(PrometheusFormat.Text), isOpenMetrics: false);

        Assert.Equal(1, samples["""a_b_total{otel_scope_name="SCOPE",from="1"}"""]);
        Assert.Equal(1, samples["""a_b_total{otel_scope_name="SCOPE",from="2"}"""]);
        Assert.Equal(4, samples.Count);
    }

    [Fact]
    public async Task Labels_whose_names_become_one_are_joined_and_empty_ones_left_out()
    {
        _meter.CreateCounter<long>("c").Add(1, new("a.b", "x"), new("a_b", true), new("none", null));

        var samples = PrometheusParser.Parse(await ScrapeAsync(PrometheusFormat.Text), isOpenMetrics: false);

        Assert.Contains("""c_total{otel_scope_name="SCOPE",a_b="x;true"}""", samples.Keys);
    }

    [Fact]
    public async Task Numbers_beyond_the_ordinary_are_written()
    {
        _meter.CreateGauge<double>("up").Record(double.PositiveInfinity);
        _meter.CreateGauge<double>("down").Record(double.NegativeInfinity);
        _meter.CreateGauge<double>("none").Record(double.NaN);
        _meter.CreateGauge<double>("tiny").Record(1e-9);
        _meter.CreateCounter<long>("huge").Add(long.MaxValue);

        var text = await ScrapeAsync(PrometheusFormat.Text);

        PrometheusParser.Parse(text, isOpenMetrics: false);
        Assert.Contains("up{otel_scope_name=\"SCOPE\"} +Inf\n", text, StringComparison.Ordinal);
        Assert.Contains("down{otel_scope_name=\"SCOPE\"} -Inf\n", text, StringComparison.Ordinal);
        Assert.Contains("none{otel_scope_name=\"SCOPE\"} NaN\n", text, StringComparison.Ordinal);
        Assert.Contains("tiny{otel_scope_name=\"SCOPE\"} 1E-09\n", text, StringComparison.Ordinal);
        Assert.Contains("huge_total{otel_scope_name=\"SCOPE\"} 9223372036854775807\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scrapes_at_the_same_time_each_get_the_whole_text()
    {
        Measure();

        var texts = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => ScrapeAsync(i % 2 == 0 ? PrometheusFormat.Text : PrometheusFormat.OpenMetrics))));

        Assert.Equal(2, texts.Distinct(StringComparer.Ordinal).Count());
    }

    private void Measure()
    {
        var requests = _meter.CreateCounter<long>("webpublisher.requests", "{request}", "Requests.");
        requests.Add(3, new KeyValuePair<string, object?>("rule", "OWA"));
        requests.Add(1, new KeyValuePair<string, object?>("rule", "a\\b\"c\"\nd"));
        _meter.CreateCounter<long>("webpublisher.request.body", "By").Add(12);
        _meter.CreateUpDownCounter<long>("webpublisher.tunnels", "{connection}").Add(-1);
        _meter.CreateGauge<double>("webpublisher.load", "1").Record(0.5);
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] };
        var duration = _meter.CreateHistogram("webpublisher.request.duration", "s", "Time \\ of\n\"a\" request.", tags: null, advice);
        foreach (var seconds in new[] { 0.25, 1, 1, 10 })
        {
            duration.Record(seconds, new KeyValuePair<string, object?>("decision", "Forwarded"));
        }
    }

    private async Task<string> ScrapeAsync(PrometheusFormat format)
    {
        var text = await _exporter.ScrapeAsync(format, CancellationToken.None);
        return Encoding.UTF8.GetString(text!).Replace(_meter.Name, "SCOPE", StringComparison.Ordinal);
    }
}
