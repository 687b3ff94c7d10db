using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging;
using WebPublisher.Web.Records;

namespace WebPublisher.Benchmarks.Records;

/// <summary>What the structured log costs before the console has its turn: switched off, and formatted by a logger that throws the text away.</summary>
public class StructuredLogBenchmarks
{
    private readonly StructuredLog _off = new(RecordSamples.Policy(), new FormattingLogger(LogLevel.Warning));
    private readonly StructuredLog _on = new(RecordSamples.Policy(), new FormattingLogger(LogLevel.Information));

    [Benchmark(Baseline = true)]
    public void BelowTheLevel() => _off.Write(RecordSamples.Forwarded);

    [Benchmark]
    public void Forwarded() => _on.Write(RecordSamples.Forwarded);

    [Benchmark]
    public void Denied() => _on.Write(RecordSamples.Denied);

    private sealed class FormattingLogger(LogLevel minimum) : ILogger<StructuredLog>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => formatter(state, exception);
    }
}
