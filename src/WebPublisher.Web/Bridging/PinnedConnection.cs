using WebPublisher.Web.Bridging.Http1;

namespace WebPublisher.Web.Bridging;

/// <summary>
/// A connection to a front end that belongs to one client's connection, because a logon may belong to it (RFC 4559 section 6). It never returns to the pool. The two
/// live and die together: what the front end does to its connection, the client sees happen to its own.
/// </summary>
/// <remarks>Used by one request at a time; <see cref="Cut"/> and the members of the pool's may be called from anywhere.</remarks>
internal sealed class PinnedConnection(PinnedConnections client, FrontEndChannel channel, ConnectionPool pool, FrontEndConnection connection, string server)
{
    /// <summary>
    /// How long it may wait for the client's next request. Longer than the two minutes for which the client's own connection may wait, so that this is for clients who use
    /// theirs for other things meanwhile.
    /// </summary>
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(3);

    private readonly Lock _gate = new();
    private State _state = State.Busy;

    /// <summary>The connection itself.</summary>
    public FrontEndConnection Connection => connection;

    /// <summary>The farm it goes to.</summary>
    public string Farm => channel.Farm;

    /// <summary>What YARP calls the id of its server.</summary>
    public string Server => server;

    /// <summary>Whether the last answer was a leg of a handshake, so that the next is of use on this connection alone.</summary>
    public bool InHandshake { get; private set; }

    /// <summary>Whether it goes to a farm, whatever the farm's servers and demands are by now.</summary>
    public bool GoesTo(FrontEndCluster cluster) => channel.Farm == cluster.Channel.Farm && channel.Bridging == cluster.Channel.Bridging;

    /// <summary>Whether the farm still has its server, and still makes its connections in this way.</summary>
    public bool IsOf(FrontEndCluster cluster) => cluster.Pools.TryGetValue(server, out var current) && ReferenceEquals(current, pool);

    /// <summary>Takes it for a request.</summary>
    /// <returns>False when it has ended.</returns>
    public bool TryBegin(TimeSpan allowedSilence)
    {
        lock (_gate)
        {
            if (_state != State.Idle)
            {
                return false;
            }

            _state = State.Busy;
        }

        if (connection.Begin(allowedSilence))
        {
            return true;
        }

        // The client learns of it by the answer to this request, if it matters to it.
        Close(endsClient: false);
        return false;
    }

    /// <summary>Leaves it to wait for the client's next request, if it may carry one.</summary>
    /// <param name="inHandshake">Whether the answer was a leg of a handshake.</param>
    public void Rest(bool inHandshake)
    {
        InHandshake = inHandshake;
        if (connection.End())
        {
            lock (_gate)
            {
                if (_state == State.Busy && !pool.IsRetired)
                {
                    _state = State.Idle;
                    return;
                }
            }
        }

        Close(endsClient: true);
    }

    /// <summary>Ends it by the request that uses it, and after that request the client's connection.</summary>
    public void End() => Close(endsClient: true);

    /// <summary>Ends it, with the request that uses it.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            if (_state == State.Busy)
            {
                _state = State.Cut;
                connection.Abort();
            }

            if (_state != State.Idle)
            {
                return;
            }

            _state = State.Ended;
        }

        Close(endsClient: false);
    }

    /// <summary>Ends it when no request uses it. One that does will find the pool retired.</summary>
    public void Retire() => EndWhenUnfit(long.MaxValue, maximumIdle: 0);

    /// <summary>Ends it when it waits for a request and has done so for too long, or its server has closed it or said something unasked.</summary>
    public void EndWhenUnfit(long now, long maximumIdle)
    {
        lock (_gate)
        {
            if (_state != State.Idle || connection.IsFit(now, maximumAge: long.MaxValue, maximumIdle))
            {
                return;
            }

            _state = State.Ended;
        }

        Close(endsClient: true);
    }

    private void Close(bool endsClient)
    {
        lock (_gate)
        {
            _state = State.Ended;
        }

        client.Forget(this, endsClient);
        pool.Close(connection);
    }

    private enum State
    {
        Idle,
        Busy,
        Cut,
        Ended,
    }
}
