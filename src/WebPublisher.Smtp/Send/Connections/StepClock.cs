namespace WebPublisher.Smtp.Send.Connections;

/// <summary>
/// The time-out of one step after the other of one connection: one timer for all of them, which is made once. Tells an end by the clock from an end by the caller.
/// Not thread-safe.
/// </summary>
internal sealed class StepClock(TimeProvider time) : IDisposable
{
    private CancellationTokenSource? _source;
    private CancellationTokenRegistration _caller;
    private CancellationToken _callerToken;
    private TimeSpan _limit;

    /// <summary>Starts the clock for a step; <see cref="Stop"/> ends it.</summary>
    /// <returns>Cancelled by the clock or by the caller.</returns>
    public CancellationToken Start(TimeSpan limit, CancellationToken caller)
    {
        _limit = limit;
        _callerToken = caller;
        if (_source is null)
        {
            _source = new CancellationTokenSource(limit, time);
        }
        else
        {
            _source.CancelAfter(limit);
        }

        _caller = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        return _source.Token;
    }

    /// <summary>The step is over.</summary>
    public void Stop()
    {
        _caller.Dispose();
        _caller = default;

        // A source that was cancelled is of no more use, and one with a clock of a test cannot be used twice.
        if (_source?.TryReset() == false)
        {
            _source.Dispose();
            _source = null;
        }
    }

    /// <summary>What to throw when the clock ended the step; null when somebody else did. To be asked before <see cref="Stop"/>.</summary>
    public RelayException? Failure(string step, OperationCanceledException cause) => _source?.IsCancellationRequested == true && !_callerToken.IsCancellationRequested
        ? new RelayException(RelayFailure.TimedOut, $"{step} took more than {_limit.TotalSeconds:0.###} s", cause)
        : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _caller.Dispose();
        _source?.Dispose();
        _source = null;
    }
}
