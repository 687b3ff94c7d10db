using BenchmarkDotNet.Attributes;
using WebPublisher.Web.Records;

namespace WebPublisher.Benchmarks.Records;

/// <summary>What redaction costs, as log and trace ask for it.</summary>
public class QueryRedactionBenchmarks
{
    private readonly char[] _buffer = new char[QueryRedaction.MaximumLength];
    private readonly string _hostile = "?" + string.Concat(Enumerable.Repeat("a=1&", 4000));

    [Benchmark]
    public int Empty() => QueryRedaction.Redact("", RecordSamples.Loggable, _buffer);

    [Benchmark(Baseline = true)]
    public int Webmail() => QueryRedaction.Redact(RecordSamples.Query, RecordSamples.Loggable, _buffer);

    [Benchmark]
    public string WebmailAsString() => QueryRedaction.Redact(RecordSamples.Query, RecordSamples.Loggable);

    [Benchmark]
    public int Hostile16KiB() => QueryRedaction.Redact(_hostile, RecordSamples.Loggable, _buffer);
}
