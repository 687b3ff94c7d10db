using System.Diagnostics.Metrics;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Smtp.Logs;

/// <summary>
/// The protocol log: what connectors with a verbose log say and hear. Sessions leave lines in a bounded queue; one background task writes batches. When the disk does not
/// keep up, lines are dropped and counted, and no session waits.
/// </summary>
public sealed partial class ProtocolLog : IAsyncDisposable
{
    // 16,384 lines of usually below 200 characters.
    private const int MaximumQueued = 16384;
    private const int BatchSize = 64 * 1024;
    private static readonly TimeSpan s_batchPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_drainLimit = TimeSpan.FromSeconds(5);

    private readonly Func<RotatingLogPolicy?> _target;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ProtocolLogFile _file;
    private readonly Channel<string> _queue = Channel.CreateBounded<string>(new BoundedChannelOptions(MaximumQueued) { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly Meter _meter = new(TelemetryNames.Meter);
    private readonly Counter<long> _lost;
    private readonly Task _writing;
    private long _missing;
    private bool _isFailing;

    private ProtocolLog(string prefix, string type, Func<RotatingLogPolicy?> target, TimeProvider time, ILogger logger)
    {
        _target = target;
        _time = time;
        _logger = logger;
        _file = new ProtocolLogFile(prefix, type, time);
        _lost = _meter.CreateCounter<long>("webpublisher.protocol_log.lost", "{line}", "Lines that are missing in the protocol log, because the queue was full or the file could not be written.");
        _writing = WriteAsync();
    }

    /// <summary>The clock of lines.</summary>
    internal DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>The log of receive connectors.</summary>
    /// <param name="target">Where the policy in force wants it; null for nowhere.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where trouble with the file is told.</param>
    public static ProtocolLog OfReceiving(Func<RotatingLogPolicy?> target, TimeProvider time, ILogger logger) => new("RECV", "SMTP Receive Protocol Log", target, time, logger);

    /// <summary>The log of send connectors.</summary>
    /// <inheritdoc cref="OfReceiving"/>
    public static ProtocolLog OfSending(Func<RotatingLogPolicy?> target, TimeProvider time, ILogger logger) => new("SEND", "SMTP Send Protocol Log", target, time, logger);

    /// <summary>Begins the trace of a client's connection.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="reference">The session's number.</param>
    public ProtocolTrace Open(ReceiveConnector connector, string reference) => Open(connector.ProtocolLog, connector.Name, reference);

    /// <summary>Begins the trace of a connection to an inner server.</summary>
    public ProtocolTrace Open(SendConnector connector) => Open(connector.ProtocolLog, connector.Name, ReferenceNumber.New(Now));

    /// <summary>Writes what is queued, for five seconds at most, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _closing.CancelAsync();
        if (await Task.WhenAny(_writing, Task.Delay(s_drainLimit, _time)) != _writing)
        {
            LogAbandoned();
        }

        _closing.Dispose();
        _meter.Dispose();
    }

    /// <summary>Queues a line.</summary>
    internal void Append(string line)
    {
        if (!_queue.Writer.TryWrite(line))
        {
            Interlocked.Increment(ref _missing);
            _lost.Add(1);
        }
    }

    private ProtocolTrace Open(bool isVerbose, string connector, string session) =>
        isVerbose && _target() is not null ? new ProtocolLogTrace(this, connector, session) : ProtocolTrace.None;

    private async Task WriteAsync()
    {
        var batch = new StringBuilder();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (_queue.Reader.TryRead(out var line))
            {
                batch.Append(line);
                if (batch.Length >= BatchSize)
                {
                    Flush(batch);
                }
            }

            Flush(batch);
            await Task.Delay(s_batchPause, _time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Flush(StringBuilder batch)
    {
        if (batch.Length == 0 || _target() is not { } target)
        {
            batch.Clear();
            return;
        }

        var missing = Interlocked.Exchange(ref _missing, 0);
        if (missing > 0)
        {
            batch.Insert(0, ProtocolLogFormat.Loss(Now, missing));
        }

        var lines = Encoding.UTF8.GetBytes(batch.ToString());
        batch.Clear();
        try
        {
            _file.Append(target, lines);
            _isFailing = false;
        }
        catch (Exception error)
        {
            // Whatever it was, the next batch is tried again: a log must not end because a disk was full for a while.
            var lost = missing + lines.AsSpan().Count((byte)'\n');
            Interlocked.Add(ref _missing, lost);
            _lost.Add(lost);
            if (!_isFailing)
            {
                LogFailed(error.Message);
            }

            _isFailing = true;
        }
    }

    [LoggerMessage(EventId = 3201, EventName = "ProtocolLogFailed", Level = LogLevel.Error, Message = "The protocol log cannot be written: {Error}")]
    private partial void LogFailed(string error);

    [LoggerMessage(EventId = 3202, EventName = "ProtocolLogAbandoned", Level = LogLevel.Warning, Message = "The protocol log could not be written in time at the end: the last lines are missing")]
    private partial void LogAbandoned();
}
