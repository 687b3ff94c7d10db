namespace WebPublisher.State.Replication;

/// <summary>Wakes one who waits. Calls that come before it waits are one.</summary>
internal sealed class WakeUp : IDisposable
{
    private readonly SemaphoreSlim _calls = new(0, 1);

    /// <summary>Wakes it.</summary>
    public void Call()
    {
        try
        {
            if (_calls.CurrentCount == 0)
            {
                _calls.Release();
            }
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody else has called at the same moment, or nobody waits any more.
        }
    }

    /// <summary>Waits for a call, for some time at most.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellation) => _calls.WaitAsync(atMost, cancellation);

    public void Dispose() => _calls.Dispose();
}
