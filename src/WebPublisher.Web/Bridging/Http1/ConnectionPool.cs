using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace WebPublisher.Web.Bridging.Http1;

/// <summary>The connections to one server: those that carry a request, and those that wait for the next.</summary>
internal sealed class ConnectionPool(string farm, FrontEndConnector connector, DnsEndPoint server, string name, TimeProvider time)
{
    /// <summary>Connections to one server at a time: as many as clients are admitted. An address has some 28,000 ports for them.</summary>
    public const int MaximumConnections = 16 * 1024;

    /// <summary>Of which so many wait idle; further ones are closed when their request is done.</summary>
    public const int MaximumIdle = 512;

    /// <summary>A server that closes idle connections should not find us waiting on them.</summary>
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(60);

    /// <summary>A server's name may come to mean another address.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly List<FrontEndConnection> _all = [];
    private readonly Stack<FrontEndConnection> _idle = new();
    private readonly long _maximumAge = (long)(Lifetime.TotalSeconds * time.TimestampFrequency);
    private readonly long _maximumIdle = (long)(IdleTimeout.TotalSeconds * time.TimestampFrequency);
    private readonly long _maximumPinnedIdle = (long)(PinnedConnection.IdleTimeout.TotalSeconds * time.TimestampFrequency);
    private int _connecting;
    private volatile bool _retired;

    /// <summary>The server's host and port.</summary>
    public DnsEndPoint Server => server;

    /// <summary>Why the server is not tried now; null while it is.</summary>
    public string? Problem => connector.ProblemOf(server);

    /// <summary>Whether connections are closed when their request is done.</summary>
    public bool IsRetired => _retired;

    /// <summary>Takes an idle connection on which nothing has arrived.</summary>
    public bool TryTake(TimeSpan allowedSilence, [NotNullWhen(true)] out FrontEndConnection? connection)
    {
        while (true)
        {
            lock (_gate)
            {
                if (!_idle.TryPop(out connection))
                {
                    return false;
                }
            }

            // Age and idleness are swept once a second; what may have happened since is that the server closed it or said something unasked.
            if (connection.Begin(allowedSilence))
            {
                return true;
            }

            Close(connection);
        }
    }

    /// <summary>Makes a connection.</summary>
    /// <exception cref="FrontEndConnectionException">It could not be made.</exception>
    public async ValueTask<FrontEndConnection> ConnectAsync(TimeSpan allowedSilence, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_all.Count + _connecting >= MaximumConnections)
            {
                throw new FrontEndConnectionException(FrontEndConnectionFailure.Exhausted, name, $"{MaximumConnections} connections are in use");
            }

            _connecting++;
        }

        FrontEndConnection? connection = null;
        try
        {
            var (socket, stream) = await connector.ConnectAsync(server, cancellation);
            connection = new FrontEndConnection(socket, stream, time);
        }
        finally
        {
            lock (_gate)
            {
                _connecting--;
                if (connection is not null)
                {
                    connection.Index = _all.Count;
                    _all.Add(connection);
                }
            }
        }

        FrontEndMetrics.Opened(farm);
        connection.Begin(allowedSilence);
        return connection;
    }

    /// <summary>Keeps a connection whose request is done for the next one, if it may carry one.</summary>
    public void Return(FrontEndConnection connection)
    {
        if (connection.End())
        {
            lock (_gate)
            {
                if (!_retired && _idle.Count < MaximumIdle)
                {
                    _idle.Push(connection);
                    return;
                }
            }
        }

        Close(connection);
    }

    /// <summary>Notes that a connection which carries a request belongs to one client from now on and never returns.</summary>
    public void Pin(FrontEndConnection connection, PinnedConnection pinned)
    {
        lock (_gate)
        {
            connection.Pinned = pinned;
        }
    }

    /// <summary>Closes a connection for good.</summary>
    public void Close(FrontEndConnection connection)
    {
        lock (_gate)
        {
            var last = _all[^1];
            _all[connection.Index] = last;
            last.Index = connection.Index;
            _all.RemoveAt(_all.Count - 1);
        }

        connection.Dispose();
        FrontEndMetrics.Closed(farm);
    }

    /// <summary>Aborts requests that were silent or under way for too long; closes idle connections that are old, or that the server has closed.</summary>
    public void Sweep()
    {
        var now = time.GetTimestamp();
        List<FrontEndConnection> unfit;
        List<PinnedConnection> pinned = [];
        lock (_gate)
        {
            foreach (var connection in _all)
            {
                connection.AbortWhenTimedOut(now);
                if (connection.Pinned is { } clients)
                {
                    pinned.Add(clients);
                }
            }

            var idle = _idle.ToArray();
            unfit = [.. idle.Where(connection => !connection.IsFit(now, _maximumAge, _maximumIdle))];
            if (unfit.Count > 0)
            {
                _idle.Clear();
                foreach (var connection in idle.Reverse().Except(unfit))
                {
                    _idle.Push(connection);
                }
            }
        }

        unfit.ForEach(Close);
        pinned.ForEach(clients => clients.EndWhenUnfit(now, _maximumPinnedIdle));
    }

    /// <summary>Closes idle connections, and from now on every other one when its request is done.</summary>
    public void Retire()
    {
        List<FrontEndConnection> idle;
        List<PinnedConnection> pinned;
        lock (_gate)
        {
            _retired = true;
            idle = [.. _idle];
            _idle.Clear();
            pinned = [.. _all.Select(static connection => connection.Pinned).OfType<PinnedConnection>()];
        }

        idle.ForEach(Close);
        pinned.ForEach(static clients => clients.Retire());
    }
}
