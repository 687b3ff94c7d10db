using System.Buffers;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace WebPublisher.Telemetry;

/// <summary>
/// The server's own log. An event is formatted once, on its own thread, into a buffer that the thread keeps; <see cref="BatchWriter"/> takes it from there. What is left
/// is written when this is disposed, and when the process ends without.
/// </summary>
internal sealed class ServerLog : ILoggerProvider
{
    private static readonly EventId s_linesLost = new(5002, "LogLinesLost");

    private readonly ILineFormatter _formatter;
    private readonly BatchWriter _writer;

    /// <summary>Starts it.</summary>
    /// <param name="formatter">How lines look.</param>
    /// <param name="output">Where they go; is not disposed.</param>
    /// <param name="time">The clock of the batches.</param>
    public ServerLog(ILineFormatter formatter, Stream output, TimeProvider time)
    {
        _formatter = formatter;
        _writer = new BatchWriter(output, DescribeLoss, time);
        AppDomain.CurrentDomain.ProcessExit += OnEnd;
        AppDomain.CurrentDomain.UnhandledException += OnEnd;
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new LineLogger(categoryName, _formatter, _writer);

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnEnd;
        AppDomain.CurrentDomain.UnhandledException -= OnEnd;
        _writer.Dispose();
    }

    private void OnEnd(object? sender, EventArgs end) => _writer.Dispose();

    private byte[] DescribeLoss(long lines)
    {
        var line = new ArrayBufferWriter<byte>();
        KeyValuePair<string, object?>[] fields = [new("Lost", lines)];
        _formatter.Write(
            new LogEntry<KeyValuePair<string, object?>[]>(LogLevel.Warning, typeof(ServerLog).FullName!, s_linesLost, fields, exception: null, Describe),
            line);
        return line.WrittenSpan.ToArray();
    }

    private static string Describe(KeyValuePair<string, object?>[] fields, Exception? exception) =>
        string.Create(CultureInfo.InvariantCulture, $"The output of this log did not keep up, or could not be written: lines lost here: {fields[0].Value}");
}
