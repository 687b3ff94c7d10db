using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Listeners;
using WebPublisher.Transport.Sockets;
using WebPublisher.Web.Listeners.Http2;

namespace WebPublisher.Web.Listeners.Quotas;

/// <summary>
/// Counts connections by listener and client, and cuts those that are too many. One for the web half, so that counts outlive a reload of the policy. Clients are known as long
/// as they have a connection, so that there are no more of them than connections. Thread-safe.
/// </summary>
internal sealed class ConnectionQuotas(TimeProvider time, ConnectionMetrics metrics, ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ClientKey, ClientUsage> _clients = [];
    private readonly Dictionary<string, OpeningConnections> _handshakes = new(StringComparer.Ordinal);

    /// <summary>Runs a connection's life, within its client's quota.</summary>
    public async Task RunAsync(ConnectionContext connection, ActiveListener active, Func<ActiveListener, ConnectionContext, Task> run)
    {
        var limits = active.Listener.Quotas;
        var client = Enter(connection, active.Name, limits, out var isFull);
        if (isFull)
        {
            Tell(connection, client, ConnectionCut.Connections);
            connection.Abort(new ConnectionAbortedException("Its client has as many connections as it may."));
            return;
        }

        var counted = new ClientConnection(connection, this, active.Listener, client, active.Tls is null ? null : HandshakesOf(active.Name), time);
        connection.Features.Set(counted);
        try
        {
            await run(active, connection);
        }
        finally
        {
            counted.End();
            Leave(client);
        }
    }

    /// <summary>Counts and logs that a connection is refused or cut.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="client">Its client's usage; null for one that is not counted.</param>
    /// <param name="reason">Why.</param>
    /// <param name="flood">With what it was flooded.</param>
    public void Tell(ConnectionContext connection, ClientUsage? client, ConnectionCut reason, FloodKind? flood = null)
    {
        var listener = connection.Features.Get<ActiveListener>()!.Name;
        metrics.Cut(listener, reason, flood);
        if (client is not null && !client.IsWorthTelling(time))
        {
            return;
        }

        if (flood is { } kind)
        {
            ConnectionLog.Flooded(logger, connection.RemoteEndPoint, listener, kind);
        }
        else
        {
            ConnectionLog.Cut(logger, connection.RemoteEndPoint, listener, reason);
        }
    }

    private ClientUsage? Enter(ConnectionContext connection, string listener, ListenerQuotas limits, out bool isFull)
    {
        isFull = false;
        if (connection.RemoteEndPoint is not IPEndPoint { Address: var address } || limits.Except?.Contains(address) == true)
        {
            return null;
        }

        var key = new ClientKey(listener, SourceNetwork.Of(address));
        lock (_lock)
        {
            if (!_clients.TryGetValue(key, out var client))
            {
                client = new ClientUsage(key);
                _clients.Add(key, client);
            }

            isFull = client.Connections >= limits.Connections;
            client.Connections += isFull ? 0 : 1;
            return client;
        }
    }

    private void Leave(ClientUsage? client)
    {
        if (client is null)
        {
            return;
        }

        lock (_lock)
        {
            if (--client.Connections == 0)
            {
                _clients.Remove(client.Key);
            }
        }
    }

    private OpeningConnections HandshakesOf(string listener)
    {
        lock (_lock)
        {
            if (!_handshakes.TryGetValue(listener, out var handshakes))
            {
                handshakes = new OpeningConnections();
                _handshakes.Add(listener, handshakes);
            }

            return handshakes;
        }
    }
}
