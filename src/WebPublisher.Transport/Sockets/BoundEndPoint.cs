using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;

namespace WebPublisher.Transport.Sockets;

/// <summary>A bound address and port, and the connections that came in by it.</summary>
/// <typeparam name="TService">What it serves.</typeparam>
public sealed class BoundEndPoint<TService>
    where TService : EndPointService<TService>
{
    private readonly IConnectionListener _socket;
    private readonly Func<AcceptedConnection<TService>, ValueTask<bool>> _deliver;
    private readonly ConnectionCount _open;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<ConnectionContext, TService> _connections = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TService? _service;
    private Task _accepting = Task.CompletedTask;
    private bool _retired;

    /// <param name="socket">The bound, listening socket.</param>
    /// <param name="declared">The address and port as declared; its port may be 0.</param>
    /// <param name="deliver">Where accepted connections go; false when nothing more is taken, and the connection is then still the caller's.</param>
    /// <param name="open">Where its connections are counted.</param>
    /// <param name="logger">For what accepting may meet.</param>
    internal BoundEndPoint(
        IConnectionListener socket, IPEndPoint declared, Func<AcceptedConnection<TService>, ValueTask<bool>> deliver, ConnectionCount open, ILogger logger)
    {
        (_socket, Declared, _deliver, _open, _logger) = (socket, declared, deliver, open, logger);
        Address = (IPEndPoint)socket.EndPoint;
    }

    /// <summary>The address and port it really has.</summary>
    public IPEndPoint Address { get; }

    /// <summary>What it serves now.</summary>
    public TService Service => Volatile.Read(ref _service)!;

    /// <summary>Connections that are open.</summary>
    public int Connections => _connections.Count;

    internal IPEndPoint Declared { get; }

    /// <summary>Runs a connection's life, by which it is known here. Whoever was delivered the connection calls it once.</summary>
    public async Task TrackAsync(ConnectionContext connection, TService service, ConnectionDelegate run)
    {
        _connections.TryAdd(connection, service);
        _open.Add();
        if (!ReferenceEquals(service, Service) && !Service.Continues(service))
        {
            RequestClose(connection);
        }

        try
        {
            await run(connection);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
            _open.Remove();
            if (Volatile.Read(ref _retired) && _connections.IsEmpty)
            {
                _empty.TrySetResult();
            }
        }
    }

    /// <summary>Whether <paramref name="service"/> is bound by this socket already.</summary>
    internal bool Serves(TService service) => Declared.Equals(service.Declared) && (Declared.Port != 0 || Service.Name == service.Name);

    /// <summary>Whether the kernel refuses to bind <paramref name="other"/> while this is bound: the same port on the same or on any address of the family.</summary>
    internal bool Overlaps(IPEndPoint other) =>
        Address.Port == other.Port && Address.AddressFamily == other.AddressFamily &&
        (Address.Address.Equals(other.Address) || IsAny(Address.Address) || IsAny(other.Address));

    /// <summary>Serves new connections as <paramref name="next"/> says, and asks those that may not live on under it to end when they can.</summary>
    internal void Serve(TService next)
    {
        var first = _service is null;
        Volatile.Write(ref _service, next);
        if (first)
        {
            _accepting = AcceptAsync();
            return;
        }

        foreach (var (connection, service) in _connections)
        {
            if (!next.Continues(service))
            {
                RequestClose(connection);
            }
        }
    }

    /// <summary>Asks every connection to end after what is under way; idle ones end at once.</summary>
    internal void RequestCloseAll()
    {
        foreach (var (connection, _) in _connections)
        {
            RequestClose(connection);
        }
    }

    /// <summary>Logs how many connections are open that are about to be cut; nothing when there is none.</summary>
    internal void TellCut()
    {
        if (_connections.Count is var connections and > 0)
        {
            EndPointLog.DrainTimedOut(_logger, Service.Title, Service.Name, connections);
        }
    }

    /// <summary>Closes the listening socket; connections live on.</summary>
    internal async Task StopAcceptingAsync()
    {
        await _socket.UnbindAsync();
        await _accepting;
    }

    /// <summary>Waits for the last connection and releases everything. Call after <see cref="StopAcceptingAsync"/>.</summary>
    /// <param name="drain">How long connections may take to finish what is under way, or null when they may live as long as they like.</param>
    /// <param name="time">The clock.</param>
    internal async Task RetireAsync(TimeSpan? drain, TimeProvider time)
    {
        Volatile.Write(ref _retired, true);
        if (_connections.IsEmpty)
        {
            _empty.TrySetResult();
        }

        if (drain is { } limit)
        {
            RequestCloseAll();
            try
            {
                await _empty.Task.WaitAsync(limit, time);
            }
            catch (TimeoutException)
            {
                TellCut();
                foreach (var (connection, _) in _connections)
                {
                    connection.Abort(new ConnectionAbortedException($"Its {Service.Kind} was removed."));
                }
            }
        }

        await _empty.Task;
        await _socket.DisposeAsync();
    }

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static void RequestClose(ConnectionContext connection) => connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();

    private async Task AcceptAsync()
    {
        try
        {
            while (await _socket.AcceptAsync() is { } connection)
            {
                if (!await _deliver(new AcceptedConnection<TService>(connection, this, Service)))
                {
                    connection.Abort();
                    await connection.DisposeAsync();
                    return;
                }
            }
        }
        catch (Exception e)
        {
            EndPointLog.AcceptFailed(_logger, Service.Title, Service.Name, Address, e);
        }
    }
}
