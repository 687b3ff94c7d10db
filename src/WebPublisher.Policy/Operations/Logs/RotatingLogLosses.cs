using System.Diagnostics.Metrics;
using WebPublisher.Policy.Operations.Instruments;

namespace WebPublisher.Policy.Operations.Logs;

/// <summary>Counts the lines that never reached the file, and says so at most once a minute; in which words is each log's own.</summary>
public abstract class RotatingLogLosses : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);
    private static readonly KeyValuePair<string, object?> s_queueFull = new("reason", "queue_full");
    private static readonly KeyValuePair<string, object?> s_writeFailed = new("reason", "write_failed");

    private readonly TimeProvider _time;
    private readonly Meter _meter = new(TelemetryNames.Meter);
    private readonly Counter<long> _counter;
    private long _dropped;
    private long _unreported;
    private bool _isFailing;
    private DateTimeOffset _quietUntil;

    /// <summary>Starts at no loss.</summary>
    /// <param name="time">The clock of reports.</param>
    /// <param name="counter">What counts them, by <c>reason</c>.</param>
    protected RotatingLogLosses(TimeProvider time, InstrumentDefinition counter)
    {
        _time = time;
        _counter = counter.Counter(_meter);
    }

    /// <summary>Somebody found the queue full. For any thread.</summary>
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
            TellDropped(_unreported);
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
            TellFailed(error.Message, _unreported);
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
        TellRecovered(_unreported);
        _unreported = 0;
    }

    /// <summary>The file could not be written at the end either.</summary>
    public void Abandon() => TellAbandoned();

    /// <inheritdoc/>
    public void Dispose()
    {
        _meter.Dispose();
        GC.SuppressFinalize(this);
    }

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

    /// <summary>The log cannot be written.</summary>
    /// <param name="error">Why.</param>
    /// <param name="lost">Lines lost since the last report.</param>
    protected abstract void TellFailed(string error, long lost);

    /// <summary>The log is written again.</summary>
    /// <inheritdoc cref="TellFailed"/>
    protected abstract void TellRecovered(long lost);

    /// <summary>The disk does not keep up.</summary>
    /// <inheritdoc cref="TellFailed"/>
    protected abstract void TellDropped(long lost);

    /// <summary>The last lines could not be written in time.</summary>
    protected abstract void TellAbandoned();
}
