namespace WebPublisher.Smtp.Agents;

/// <summary>The time that an agent has for an event. Costs nothing unless the agent waits for something.</summary>
internal sealed class AgentTime(TimeSpan timeout, TimeProvider time, CancellationToken disconnected) : IDisposable
{
    private CancellationTokenSource? _timer;
    private CancellationTokenSource? _either;

    /// <summary>Cancelled when the time is over or the client is gone.</summary>
    public CancellationToken Token => (_either ??= Start()).Token;

    /// <summary>Ends it; who still waits is told.</summary>
    public void Dispose()
    {
        _timer?.Cancel();
        _either?.Dispose();
        _timer?.Dispose();
    }

    private CancellationTokenSource Start()
    {
        _timer = new CancellationTokenSource(timeout, time);
        return CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, disconnected);
    }
}
