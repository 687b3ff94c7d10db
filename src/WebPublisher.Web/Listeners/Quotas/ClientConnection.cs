using Microsoft.AspNetCore.Connections;
using WebPublisher.Policy.Listeners;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Listeners.Http2;

namespace WebPublisher.Web.Listeners.Quotas;

/// <summary>A connection as quotas count it; a feature of the connection, by which requests find it.</summary>
internal sealed class ClientConnection
{
    private readonly ConnectionContext _connection;
    private readonly ConnectionQuotas _quotas;
    private readonly ListenerQuotas _limits;
    private readonly OpeningConnections? _handshakes;
    private readonly LinkedListNode<ClientConnection>? _handshake;
    private readonly LinkedListNode<ClientConnection>? _opening;
    private readonly ITimer _firstRequest;
    private bool _hasBroughtRequest;

    /// <param name="connection">Kestrel's.</param>
    /// <param name="quotas">Where it is counted.</param>
    /// <param name="limits">What its listener allows.</param>
    /// <param name="client">What its client has; null for one that is not counted.</param>
    /// <param name="handshakes">Handshakes of its listener under way, or null when there is none.</param>
    /// <param name="time">The clock.</param>
    public ClientConnection(
        ConnectionContext connection, ConnectionQuotas quotas, ListenerQuotas limits, ClientUsage? client, OpeningConnections? handshakes, TimeProvider time)
    {
        (_connection, _quotas, _limits, Client, _handshakes) = (connection, quotas, limits, client, handshakes);
        client?.Opening.Enter(this, limits.Opening, out _opening)?.Cut(ConnectionCut.Opening);
        handshakes?.Enter(this, limits.Handshakes, out _handshake)?.Cut(ConnectionCut.Handshakes);
        _firstRequest = time.CreateTimer(static self => ((ClientConnection)self!).CutUnlessOpen(), this, limits.FirstRequest, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What its client has; null for one that is not counted.</summary>
    public ClientUsage? Client { get; }

    /// <summary>What its frames cost; null for HTTP/1.1.</summary>
    public FrameAccount? Frames { get; set; }

    /// <summary>The TLS handshake has ended.</summary>
    public void EndHandshake()
    {
        if (_handshake is not null)
        {
            _handshakes!.Leave(_handshake);
        }
    }

    /// <summary>The header of a request is whole.</summary>
    public void NoteRequest()
    {
        EndOpening();
        Frames?.NoteServed();
    }

    /// <summary>What the connection is meant for has begun.</summary>
    public void EndOpening()
    {
        if (!Volatile.Read(ref _hasBroughtRequest))
        {
            Volatile.Write(ref _hasBroughtRequest, true);
            _firstRequest.Dispose();
            if (_opening is not null)
            {
                Client!.Opening.Leave(_opening);
            }
        }
    }

    /// <summary>Counts a request in; see <see cref="EndRequest"/>.</summary>
    /// <returns>Why the request is refused, and not counted: its client has as many under way as it may. Or null.</returns>
    public Denial? BeginRequest() => Client is null || Client.TryBeginRequest(_limits.Requests)
        ? null
        : new Denial(DenialReason.TooManyRequestsAtOnce, $"{_limits.Requests} requests of its client are under way");

    /// <summary>Counts out a request that was counted in.</summary>
    public void EndRequest() => Client?.EndRequest();

    /// <summary>The connection has ended.</summary>
    public void End()
    {
        EndHandshake();
        EndOpening();
    }

    /// <summary>Ends the connection before its time.</summary>
    public void Cut(ConnectionCut reason)
    {
        _quotas.Tell(_connection, Client, reason);
        _connection.Abort(new ConnectionAbortedException($"Cut by a quota: {reason}."));
    }

    private void CutUnlessOpen()
    {
        if (!Volatile.Read(ref _hasBroughtRequest))
        {
            Cut(ConnectionCut.FirstRequest);
        }
    }
}
