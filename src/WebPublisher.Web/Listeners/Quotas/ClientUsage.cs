namespace WebPublisher.Web.Listeners.Quotas;

/// <summary>What a client has of a listener now.</summary>
/// <param name="key">Whose it is.</param>
internal sealed class ClientUsage(ClientKey key)
{
    private int _requests;
    private long _toldAt;

    public ClientKey Key { get; } = key;

    /// <summary>Connections; guarded by the table it stands in.</summary>
    public int Connections { get; set; }

    /// <summary>Its connections that have brought no request yet.</summary>
    public OpeningConnections Opening { get; } = new();

    /// <summary>Counts a request in.</summary>
    /// <returns>False when there are as many as there may be; it is not counted then.</returns>
    public bool TryBeginRequest(int maximum)
    {
        if (Interlocked.Increment(ref _requests) <= maximum)
        {
            return true;
        }

        Interlocked.Decrement(ref _requests);
        return false;
    }

    /// <summary>Counts a request out.</summary>
    public void EndRequest() => Interlocked.Decrement(ref _requests);

    /// <summary>Whether the log is to be told again of what the client does: every ten seconds at most, because a flood must not become one of the log.</summary>
    public bool IsWorthTelling(TimeProvider time)
    {
        var now = time.GetTimestamp();
        var told = Volatile.Read(ref _toldAt);
        return (told == 0 || time.GetElapsedTime(told, now) >= TimeSpan.FromSeconds(10)) && Interlocked.CompareExchange(ref _toldAt, now, told) == told;
    }
}
