using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging;
using WebPublisher.Telemetry;
using WebPublisher.Web.Records;

namespace WebPublisher.Benchmarks.Records;

/// <summary>What a record costs the request's thread with the whole log behind it. Run with standard error redirected to <c>/dev/null</c>.</summary>
public class ServerLogBenchmarks
{
    private ILoggerFactory _loggers = null!;
    private StructuredLog _log = null!;

    [Params(LogStyle.Text, LogStyle.Json)]
    public LogStyle Style { get; set; }

    [GlobalSetup]
    public void Start()
    {
        _loggers = LoggingSetup.Create(Style, LogLevel.Information, TimeProvider.System);
        _log = new StructuredLog(RecordSamples.Policy(), _loggers.CreateLogger<StructuredLog>());
    }

    [GlobalCleanup]
    public void Stop() => _loggers.Dispose();

    [Benchmark]
    public void Forwarded() => _log.Write(RecordSamples.Forwarded);

    [Benchmark]
    public void Denied() => _log.Write(RecordSamples.Denied);
}
