namespace WebPublisher.Smtp.Send.Connections;

/// <summary>One step of a connection under its time-out, which tells an end by the clock from an end by the caller.</summary>
internal sealed class StepTimeout : IDisposable
{
    private readonly CancellationTokenSource _clock;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _caller;
    private readonly TimeSpan _limit;

    /// <summary>Starts the clock.</summary>
    public StepTimeout(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        _limit = limit;
        _caller = caller;
        _clock = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_clock.Token, caller);
    }

    /// <summary>Cancelled by the clock or by the caller.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Whether the clock ended the step, and not the caller.</summary>
    public bool IsOver => _clock.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>What to throw when it is over.</summary>
    public RelayException Failure(string step, Exception cause) => new(RelayFailure.TimedOut, $"{step} took more than {_limit.TotalSeconds:0.###} s", cause);

    /// <inheritdoc/>
    public void Dispose()
    {
        _either.Dispose();
        _clock.Dispose();
    }
}
