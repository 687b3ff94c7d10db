using BenchmarkDotNet.Attributes;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using WebPublisher.Policy.Operations;
using WebPublisher.Web.Records;

namespace WebPublisher.Benchmarks.Records;

/// <summary>What metrics cost with OpenTelemetry aggregating them.</summary>
public class PublishingMetricsBenchmarks
{
    private PublishingMetrics _metrics = null!;
    private MeterProvider _provider = null!;

    [GlobalSetup]
    public void Start()
    {
        _provider = Sdk.CreateMeterProviderBuilder().AddMeter(TelemetryNames.Meter).AddReader(new BaseExportingMetricReader(new Discard())).Build();
        _metrics = new PublishingMetrics();
    }

    [GlobalCleanup]
    public void Stop()
    {
        _metrics.Dispose();
        _provider.Dispose();
    }

    [Benchmark]
    public void Forwarded() => _metrics.Write(RecordSamples.Forwarded);

    [Benchmark]
    public void Denied() => _metrics.Write(RecordSamples.Denied);

    private sealed class Discard : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch) => ExportResult.Success;
    }
}
