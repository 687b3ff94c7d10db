using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Policy.Operations;
using WebPublisher.Web.Records;

namespace WebPublisher.Benchmarks.Records;

/// <summary>What the access log costs the request's thread: the line alone, and with the queue and a writer behind it that the benchmark outruns.</summary>
public class AccessLogBenchmarks
{
    private readonly byte[] _buffer = new byte[AccessLogFormat.MaximumLine];
    private string _directory = "";
    private AccessLog _log = null!;

    [GlobalSetup]
    public void Start()
    {
        _directory = Directory.CreateTempSubdirectory("webpublisher-bench-").FullName;
        var target = new RotatingLogPolicy(_directory, MaximumFileSize: 10 << 20, MaximumDirectorySize: 50 << 20, TimeSpan.FromDays(30));
        _log = new AccessLog(RecordSamples.Policy(target), TimeProvider.System, NullLogger<AccessLog>.Instance);
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _log.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Benchmark]
    public int Format() => AccessLogFormat.Write(RecordSamples.Forwarded, "EDGE01", RecordSamples.Loggable, _buffer);

    [Benchmark]
    public void Write() => _log.Write(RecordSamples.Forwarded);
}
