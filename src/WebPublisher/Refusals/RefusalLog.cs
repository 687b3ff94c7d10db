using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Operations;
using WebPublisher.Policy.Operations.Logs;

namespace WebPublisher.Refusals;

/// <summary>Keeps the evidence of refusals of one half, for <c>explain</c>. Whoever refuses only formats a line; what does not fit the queue is lost and counted.</summary>
internal sealed class RefusalLog : IAsyncDisposable
{
    // A refusal takes about a kilobyte.
    private const int MaximumQueued = 8192;

    private readonly RotatingLog _log;
    private readonly Func<RotatingLogPolicy?> _target;

    /// <summary>Starts it; no file is opened before the first refusal.</summary>
    /// <param name="format">Of which half.</param>
    /// <param name="target">Where refusals are kept now; null for nowhere.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where trouble with the file is told.</param>
    public RefusalLog(RefusalLogFormat format, Func<RotatingLogPolicy?> target, TimeProvider time, ILogger logger)
    {
        _target = target;
        _log = new RotatingLog(format, new RefusalLogLosses(time, logger), target, MaximumQueued, time);
    }

    /// <summary>Whether refusals are kept at all.</summary>
    public bool IsEnabled => _target() is not null;

    /// <summary>Keeps evidence. For any thread; never waits.</summary>
    public void Keep(Evidence evidence)
    {
        if (_target() is { } target)
        {
            _log.Append(EvidenceLine.Of(evidence), evidence.Time.AddMilliseconds(evidence.Milliseconds), target);
        }
    }

    /// <summary>Done when what was kept before the call can be read.</summary>
    public Task FlushAsync() => _log.FlushAsync();

    /// <summary>Writes what is queued, for five seconds at most, and ends.</summary>
    public ValueTask DisposeAsync() => _log.DisposeAsync();
}
