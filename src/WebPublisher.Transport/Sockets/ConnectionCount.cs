namespace WebPublisher.Transport.Sockets;

/// <summary>How many connections are open. For any thread.</summary>
internal sealed class ConnectionCount
{
    private int _current;

    /// <summary>How many there are now.</summary>
    public int Current => Volatile.Read(ref _current);

    /// <summary>One was accepted.</summary>
    public void Add() => Interlocked.Increment(ref _current);

    /// <summary>One is at its end.</summary>
    public void Remove() => Interlocked.Decrement(ref _current);
}
