using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Web.Records;

/// <summary>Counts the lines that never reached the file, and says so in the server's log at most once a minute.</summary>
internal sealed partial class AccessLogLosses : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);
    private static readonly KeyValuePair<string, object?> s_queueFull = new("reason", "queue_full");
    private static readonly KeyValuePair<string, object?> s_writeFailed = new("reason", "write_failed");

    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Meter _meter = new(TelemetryNames.Meter);
    private readonly Counter<long> _counter;
    private long _dropped;
    private long _unreported;
    private bool _isFailing;
    private DateTimeOffset _quietUntil;

    /// <summary>Starts at no loss.</summary>
    public AccessLogLosses(TimeProvider time, ILogger logger)
    {
        _time = time;
        _logger = logger;
        _counter = _meter.CreateCounter<long>("webpublisher.access_log.lost", "{entry}", "Entries that are missing in the access log, because the queue was full or the file could not be written.");
    }

    /// <summary>A request found the queue full. For any thread.</summary>
    public void Drop()
    {
        Interlocked.Increment(ref _dropped);
        _counter.Add(1, s_queueFull);
    }

    /// <summary>Takes the number of lines dropped since the last call. For the writing thread, as the members below.</summary>
    public long TakeDropped()
    {
        var dropped = Interlocked.Exchange(ref _dropped, 0);
        _unreported += dropped;
        if (dropped > 0 && !_isFailing && MayReport())
        {
            LogDropped(_unreported);
            _unreported = 0;
        }

        return dropped;
    }

    /// <summary>A batch could not be written, or an old file not be deleted.</summary>
    public void Fail(Exception error, int lost)
    {
        _isFailing = true;
        _unreported += lost;
        _counter.Add(lost, s_writeFailed);
        if (MayReport())
        {
            LogFailed(error.Message, _unreported);
            _unreported = 0;
        }
    }

    /// <summary>A batch was written.</summary>
    public void Recover()
    {
        if (!_isFailing)
        {
            return;
        }

        _isFailing = false;
        _quietUntil = default;
        LogRecovered(_unreported);
        _unreported = 0;
    }

    /// <summary>The file could not be written at the end either.</summary>
    public void Abandon() => LogAbandoned();

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private bool MayReport()
    {
        var now = _time.GetUtcNow();
        if (now < _quietUntil)
        {
            return false;
        }

        _quietUntil = now + s_pause;
        return true;
    }

    [LoggerMessage(EventId = 2101, EventName = "AccessLogFailed", Level = LogLevel.Error, Message = "The access log cannot be written: {Error} Entries lost since the last report: {Lost}")]
    private partial void LogFailed(string error, long lost);

    [LoggerMessage(EventId = 2102, EventName = "AccessLogRecovered", Level = LogLevel.Information, Message = "The access log is written again. Entries lost since the last report: {Lost}")]
    private partial void LogRecovered(long lost);

    [LoggerMessage(EventId = 2103, EventName = "AccessLogDropped", Level = LogLevel.Warning, Message = "The access log does not keep up with the requests. Entries lost since the last report: {Lost}")]
    private partial void LogDropped(long lost);

    [LoggerMessage(EventId = 2104, EventName = "AccessLogAbandoned", Level = LogLevel.Warning, Message = "The access log could not be written in time at the end: the last entries are missing")]
    private partial void LogAbandoned();
}
