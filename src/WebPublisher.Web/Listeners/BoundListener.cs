using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Listeners;

namespace WebPublisher.Web.Listeners;

/// <summary>A bound address and port, and the connections that came in by it.</summary>
/// <param name="socket">The bound, listening socket.</param>
/// <param name="declared">The address and port as declared; its port may be 0.</param>
/// <param name="queue">Where the connections of a protocol go.</param>
/// <param name="logger">For what accepting may meet.</param>
internal sealed class BoundListener(IConnectionListener socket, IPEndPoint declared, Func<ListenerProtocol, AcceptQueue> queue, ILogger logger)
{
    private readonly ConcurrentDictionary<ConnectionContext, ActiveListener> _connections = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ActiveListener? _active;
    private Task _accepting = Task.CompletedTask;
    private bool _retired;

    public IPEndPoint Declared { get; } = declared;

    /// <summary>The address and port it really has.</summary>
    public IPEndPoint EndPoint { get; } = (IPEndPoint)socket.EndPoint;

    /// <summary>The listener it serves now; set by the first <see cref="Serve"/>.</summary>
    public ActiveListener Active => Volatile.Read(ref _active)!;

    /// <summary>Whether <paramref name="listener"/> is bound by this socket already.</summary>
    public bool Serves(ListenerPolicy listener) => Declared.Equals(listener.EndPoint) && (Declared.Port != 0 || Active.Listener.Name == listener.Name);

    /// <summary>Whether the kernel refuses to bind <paramref name="other"/> while this is bound: the same port on the same or on any address of the family.</summary>
    public bool Overlaps(IPEndPoint other) =>
        EndPoint.Port == other.Port && EndPoint.AddressFamily == other.AddressFamily &&
        (EndPoint.Address.Equals(other.Address) || IsAny(EndPoint.Address) || IsAny(other.Address));

    /// <summary>Serves new connections as <paramref name="next"/> says, and asks those that may not live on under it to end after the request under way.</summary>
    public void Serve(ActiveListener next)
    {
        var first = _active is null;
        Volatile.Write(ref _active, next);
        if (first)
        {
            _accepting = AcceptAsync();
            return;
        }

        foreach (var (connection, active) in _connections)
        {
            if (!next.Continues(active))
            {
                RequestClose(connection);
            }
        }
    }

    /// <summary>Runs a connection's life; Kestrel's first middleware.</summary>
    public async Task TrackAsync(ConnectionContext connection, ActiveListener active, ConnectionDelegate next)
    {
        _connections.TryAdd(connection, active);
        if (!ReferenceEquals(active, Active) && !Active.Continues(active))
        {
            RequestClose(connection);
        }

        try
        {
            await next(connection);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
            if (Volatile.Read(ref _retired) && _connections.IsEmpty)
            {
                _empty.TrySetResult();
            }
        }
    }

    /// <summary>Asks every connection to end after the request under way; idle ones end at once.</summary>
    public void RequestCloseAll()
    {
        foreach (var (connection, _) in _connections)
        {
            RequestClose(connection);
        }
    }

    /// <summary>Closes the listening socket; connections live on.</summary>
    public async Task StopAcceptingAsync()
    {
        await socket.UnbindAsync();
        await _accepting;
    }

    /// <summary>Waits for the last connection and releases everything. Call after <see cref="StopAcceptingAsync"/>.</summary>
    /// <param name="drain">How long connections may take to finish the request under way, or null when they may live as long as they like.</param>
    /// <param name="time">The clock.</param>
    public async Task RetireAsync(TimeSpan? drain, TimeProvider time)
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
                ListenerLog.DrainTimedOut(logger, Active.Listener.Name, _connections.Count);
                foreach (var (connection, _) in _connections)
                {
                    connection.Abort(new ConnectionAbortedException("Its listener was removed."));
                }
            }
        }

        await _empty.Task;
        await socket.DisposeAsync();
    }

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static void RequestClose(ConnectionContext connection) => connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();

    private async Task AcceptAsync()
    {
        try
        {
            while (await socket.AcceptAsync() is { } connection)
            {
                var active = Active;
                connection.Features.Set(active);
                connection.Features.Set(active.Feature);
                connection.Features.Set(this);
                if (!await queue(active.Listener.Protocol).OfferAsync(connection))
                {
                    connection.Abort();
                    await connection.DisposeAsync();
                    return;
                }
            }
        }
        catch (Exception e)
        {
            ListenerLog.AcceptFailed(logger, Active.Listener.Name, EndPoint, e);
        }
    }
}
