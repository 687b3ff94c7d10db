namespace WebPublisher.Web.Pipeline;

/// <summary>Counts the requests and tunnels under way; an upgraded connection, such as a WebSocket, is a request until it ends. For any thread.</summary>
public sealed class WorkUnderWay
{
    private int _current;

    /// <summary>How many there are now.</summary>
    public int Current => Volatile.Read(ref _current);

    /// <summary>One has begun.</summary>
    public void Begin() => Interlocked.Increment(ref _current);

    /// <summary>One is at its end.</summary>
    public void End() => Interlocked.Decrement(ref _current);
}
