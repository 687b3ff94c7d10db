using System.Buffers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace WebPublisher.Telemetry;

/// <summary>Logs one category to the server's log. Levels are the factory's concern.</summary>
internal sealed class LineLogger(string category, ILineFormatter lines, BatchWriter writer) : ILogger
{
    private const int LongestKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_line;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        // A value that logs while it is being written out gets a buffer of its own.
        var line = t_line ?? new ArrayBufferWriter<byte>(2048);
        t_line = null;
        line.ResetWrittenCount();
        lines.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), line);
        writer.Add(line.WrittenSpan, isUrgent: logLevel >= LogLevel.Warning);
        t_line = line.Capacity <= LongestKept ? line : null;
    }
}
