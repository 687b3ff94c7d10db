using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Telemetry;

/// <summary>
/// Makes metrics and traces visible: metrics always to whoever scrapes, metrics and traces to an OTLP collector when the policy names one. Without a collector nothing
/// listens to activities, so that tracing costs nothing.
/// </summary>
/// <remarks>
/// Spans are this product's own (one server span a request, see <see cref="WebPublisher.Web.Records.PublishingTrace"/>, or a mail transaction, with a child for the hop to
/// the inner server) and HttpClient's, which carries health probes alone. ASP.NET Core's own source is left out: its span would double ours, continue a stranger's trace and carry his raw query.
/// </remarks>
public sealed class TelemetryExport : IAsyncDisposable
{
    private const string HttpClientSource = "System.Net.Http";
    private static readonly TimeSpan s_flushLimit = TimeSpan.FromSeconds(5);

    private static readonly string[] s_meters = [TelemetryNames.Meter, .. FrameworkInstruments.Meters];

    // What HttpClient measures once a request: it carries health probes alone, and this product measures the requests to front ends under the same name, by farm. The same
    // of ASP.NET Core, meter Microsoft.AspNetCore.Hosting, is not listened to at all. What is measured once a connection stays. Kestrel's count of HTTP/2 requests between frame
    // and thread goes up and down for each, costs as much as two of the product's own instruments, and says no more than the length of the thread pool's queue.
    private static readonly string[] s_perRequest =
        ["http.client.request.duration", "http.client.active_requests", "http.client.request.time_in_queue", "kestrel.queued_requests"];

    private readonly TimeProvider _time;
    private readonly MeterProvider _scraped;
    private readonly Lock _gate = new();
    private (OpenTelemetrySdk Sdk, Uri Collector, string Instance)? _pushed;
    private Task _retiring = Task.CompletedTask;

    /// <summary>Begins to collect what is scraped.</summary>
    /// <param name="server">Whose name tells instances apart.</param>
    /// <param name="time">The clock that limits the last flush.</param>
    public TelemetryExport(ServerPolicy server, TimeProvider time)
    {
        _time = time;
        Prometheus = new PrometheusExporter();
        _scraped = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => Describe(resource, server.Name))
            .AddMeter(s_meters)
            .AddView(Choose)
            .AddReader(new BaseExportingMetricReader(Prometheus))
            .Build();
    }

    /// <summary>Where scrapers get their text.</summary>
    public PrometheusExporter Prometheus { get; }

    /// <summary>Starts, moves or ends the export to a collector, as the policy says.</summary>
    public void Apply(ServerPolicy server, OperationsPolicy operations)
    {
        lock (_gate)
        {
            if (_pushed is { } current && (current.Collector != operations.Otlp || current.Instance != server.Name))
            {
                // Its last flush may wait for a collector that is gone: nobody else waits for that.
                _retiring = Task.WhenAll(_retiring, Task.Run(current.Sdk.Dispose));
                _pushed = null;
            }

            if (_pushed is null && operations.Otlp is { } collector)
            {
                _pushed = (Start(collector, server.Name), collector, server.Name);
            }
        }
    }

    /// <summary>Sends what is left, for five seconds at most.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_pushed is { } current)
            {
                _retiring = Task.WhenAll(_retiring, Task.Run(current.Sdk.Dispose));
                _pushed = null;
            }
        }

        await Task.WhenAny(_retiring, Task.Delay(s_flushLimit, _time));
        _scraped.Dispose();
    }

    private static OpenTelemetrySdk Start(Uri collector, string instance) => OpenTelemetrySdk.Create(builder => builder
        .ConfigureResource(resource => Describe(resource, instance))
        .WithMetrics(metrics => metrics.AddMeter(s_meters).AddView(Choose).AddOtlpExporter(options => Send(options, collector)))
        .WithTracing(traces => traces
            .AddSource(TelemetryNames.ActivitySource, HttpClientSource)
            .AddProcessor(new RequestSpansOnly())
            .AddOtlpExporter(options => Send(options, collector))));

    private static MetricStreamConfiguration? Choose(Instrument instrument) =>
        instrument.Meter.Name != TelemetryNames.Meter && s_perRequest.Contains(instrument.Name) ? MetricStreamConfiguration.Drop : null;

    private static void Send(OtlpExporterOptions options, Uri collector)
    {
        options.Endpoint = collector;
        options.Protocol = OtlpExportProtocol.Grpc;
    }

    private static void Describe(ResourceBuilder resource, string instance) =>
        resource.AddService("webpublisher", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3), serviceInstanceId: instance);
}
