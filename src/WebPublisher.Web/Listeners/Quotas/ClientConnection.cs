using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using WebPublisher.Policy.Listeners;
using WebPublisher.Transport.Tls;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Listeners.Http2;
using WebPublisher.Web.Listeners.Screening;
using WebPublisher.Web.Listeners.Tls;

namespace WebPublisher.Web.Listeners.Quotas;

/// <summary>
/// A client's connection: what its requests ask of it, and what quotas count of it. It is the one feature of ours that a request looks for, once: Kestrel compares each look-up
/// with all features that it has itself, of the request and then of the connection, before it comes to another's.
/// </summary>
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
    /// <param name="listener">The listener it came in by, as it was then.</param>
    /// <param name="client">What its client has; null for one that is not counted.</param>
    /// <param name="handshakes">Handshakes of its listener under way, or null when there is none.</param>
    /// <param name="time">The clock.</param>
    public ClientConnection(
        ConnectionContext connection, ConnectionQuotas quotas, ListenerPolicy listener, ClientUsage? client, OpeningConnections? handshakes, TimeProvider time)
    {
        (_connection, _quotas, _limits, Client, _handshakes) = (connection, quotas, listener.Quotas, client, handshakes);
        (Listener, Lifetime) = (listener.Name, connection.Features.Get<IConnectionLifetimeNotificationFeature>());
        (Remote, Local) = (Plain(connection.RemoteEndPoint), Plain(connection.LocalEndPoint));
        client?.Opening.Enter(this, _limits.Opening, out _opening)?.Cut(ConnectionCut.Opening);
        handshakes?.Enter(this, _limits.Handshakes, out _handshake)?.Cut(ConnectionCut.Handshakes);
        _firstRequest = time.CreateTimer(static self => ((ClientConnection)self!).CutUnlessOpen(), this, _limits.FirstRequest, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The name of the listener it came in by. The listener itself is looked up again for each request, so that a reload reaches open connections.</summary>
    public string Listener { get; }

    /// <summary>The client's address, of IPv4 in its own form; null when it is not known.</summary>
    public IPEndPoint? Remote { get; }

    /// <summary>The address it came to, likewise.</summary>
    public IPEndPoint? Local { get; }

    /// <summary>By which it is asked to end.</summary>
    public IConnectionLifetimeNotificationFeature? Lifetime { get; }

    /// <summary>What its client has; null for one that is not counted.</summary>
    public ClientUsage? Client { get; }

    /// <summary>What was agreed in its handshake; null before, and for plain HTTP.</summary>
    public TlsAgreement? Tls
    {
        get;
        set => (field, KeyBits) = (value, value is null ? null : CipherStrength.KeyBits(value.CipherSuite));
    }

    /// <summary>Bits of the key that was agreed; null before, and for plain HTTP.</summary>
    public int? KeyBits { get; private set; }

    /// <summary>Which sites it may be used for; null for plain HTTP.</summary>
    public PresentedCertificate? Certificate { get; set; }

    /// <summary>What the screen in front of it says of its requests; null for HTTP/2.</summary>
    public RequestScreenState? Screen { get; set; }

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

    private static IPEndPoint? Plain(EndPoint? address) =>
        address is IPEndPoint { Address.IsIPv4MappedToIPv6: true } mapped ? new IPEndPoint(mapped.Address.MapToIPv4(), mapped.Port) : address as IPEndPoint;

    private void CutUnlessOpen()
    {
        if (!Volatile.Read(ref _hasBroughtRequest))
        {
            Cut(ConnectionCut.FirstRequest);
        }
    }
}
