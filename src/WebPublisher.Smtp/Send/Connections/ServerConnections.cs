using WebPublisher.Mail.Smtp;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Smtp.Send.Connections;

/// <summary>The connections of one connector to one server: those put aside for the next transaction, and the bound on those in use.</summary>
internal sealed class ServerConnections(SendConnector connector, FrontEndServer server, RelayOptions options) : IDisposable
{
    private readonly RelayDialer _dialer = new(connector, server, options);
    private readonly ServerRest _rest = new(options);
    private readonly SemaphoreSlim _places = new(options.ConnectionsPerServer);
    private readonly Lock _gate = new();

    // The last one put aside is taken first: the others grow old and are closed.
    private readonly List<RelayConnection> _idle = [];
    private bool _disposed;

    /// <summary>What the server announced last; null before it was first asked.</summary>
    public EhloKeywords? Keywords { get; private set; }

    /// <summary>The server.</summary>
    public FrontEndServer Server => server;

    /// <summary>Whether the server would not be tried now.</summary>
    public bool IsResting => _rest.IsResting;

    /// <summary>Why it would not; null while it would.</summary>
    public string? Problem => _rest.IsResting ? $"it rests after failures: {_rest.LastFailure}" : null;

    /// <summary>Connections put aside.</summary>
    public int Idle
    {
        get
        {
            lock (_gate)
            {
                return _idle.Count;
            }
        }
    }

    /// <summary>Takes a place among the connections in use; it is given back by <see cref="Leave"/> or <see cref="PutAside"/>.</summary>
    /// <exception cref="RelayException">No place became free within the connect time-out.</exception>
    public async ValueTask EnterAsync(CancellationToken cancellation)
    {
        if (_places.Wait(0, CancellationToken.None))
        {
            return;
        }

        using var timeout = new StepTimeout(connector.ConnectTimeout, options.Time, cancellation);
        try
        {
            await _places.WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException e) when (timeout.IsOver)
        {
            var failure = new RelayException(RelayFailure.Busy, $"all {options.ConnectionsPerServer} connections to it are in use", e);
            Report(failure);
            throw failure;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Leave() => _places.Release();

    /// <summary>The connection put aside last, if there is one that is not too old.</summary>
    public RelayConnection? TakeIdle()
    {
        CloseOld();
        lock (_gate)
        {
            if (_idle.Count == 0)
            {
                return null;
            }

            var connection = _idle[^1];
            _idle.RemoveAt(_idle.Count - 1);
            return connection;
        }
    }

    /// <summary>Makes a fresh connection.</summary>
    /// <param name="authenticate">Whether with the connector's own credentials.</param>
    /// <param name="cancellation">Ends the attempt without counting it against the server.</param>
    /// <exception cref="RelayException">None came about; it is logged and counted already.</exception>
    public async ValueTask<RelayConnection> ConnectAsync(bool authenticate, CancellationToken cancellation)
    {
        try
        {
            var connection = await _rest.ConnectAsync(token => _dialer.DialAsync(authenticate, token), cancellation);
            Keywords = connection.Keywords;
            RelayMetrics.Connected(connector.Name);
            return connection;
        }
        catch (RelayException failure)
        {
            Report(failure);
            throw;
        }
    }

    /// <summary>Gives a place back and keeps its connection for the next transaction, when it is fit for one.</summary>
    public void PutAside(RelayConnection connection)
    {
        KeepIdle(connection);
        Leave();
    }

    /// <summary>Keeps a connection for the next transaction, when it is fit for one; otherwise closes it.</summary>
    public void KeepIdle(RelayConnection connection)
    {
        if (connection.IsReusable)
        {
            connection.Wire.Output.Dispose();
            connection.IdleSince = options.Time.GetTimestamp();
            lock (_gate)
            {
                if (!_disposed)
                {
                    _idle.Add(connection);
                    return;
                }
            }
        }

        // Nobody waits for a goodbye. It ends by its own time-out and throws nothing.
        _ = connection.QuitAsync();
    }

    /// <summary>Closes connections that were put aside too long ago.</summary>
    public void CloseOld()
    {
        List<RelayConnection>? old = null;
        lock (_gate)
        {
            // The oldest stand first.
            while (_idle.Count > 0 && options.Time.GetElapsedTime(_idle[0].IdleSince) >= options.IdleLimit)
            {
                (old ??= []).Add(_idle[0]);
                _idle.RemoveAt(0);
            }
        }

        foreach (var connection in old ?? [])
        {
            _ = connection.QuitAsync();
        }
    }

    /// <summary>Closes what is put aside; connections in use are closed when they are done.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var connection in _idle)
            {
                _ = connection.QuitAsync();
            }

            _idle.Clear();
        }
    }

    private void Report(RelayException failure)
    {
        RelayMetrics.Failed(connector.Name, failure);
        if (failure.Failure == RelayFailure.Resting)
        {
            return;
        }

        if (failure.Certificate is null)
        {
            options.Logger.ConnectionFailed(connector.Name, server.Authority, failure.Failure, failure.Message);
        }

        if (_rest.IsResting)
        {
            options.Logger.ServerRested(connector.Name, server.Authority, options.Rest);
        }
    }
}
