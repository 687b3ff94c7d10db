using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WebPublisher.Web.Bridging.Http1;

namespace WebPublisher.Web.Bridging;

/// <summary>A client's HTTP/1.1 connection, as far as connections to front ends belong to it: one to each farm at most, and they end with it.</summary>
internal sealed class PinnedConnections
{
    private static readonly object s_key = new();

    private readonly Lock _gate = new();
    private readonly List<PinnedConnection> _pinned = [];
    private readonly PinnedConnectionLimit _limit;
    private readonly IConnectionLifetimeNotificationFeature _lifetime;
    private bool _isClosed;
    private volatile bool _isEnding;

    private PinnedConnections(PinnedConnectionLimit limit, IConnectionLifetimeNotificationFeature lifetime) => (_limit, _lifetime) = (limit, lifetime);

    /// <summary>The connection a request came by.</summary>
    public static PinnedConnections Of(HttpContext http, PinnedConnectionLimit limit)
    {
        var items = http.Features.GetRequiredFeature<IConnectionItemsFeature>().Items;
        if (items.TryGetValue(s_key, out var known))
        {
            return (PinnedConnections)known!;
        }

        var made = new PinnedConnections(limit, http.Features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>());
        items[s_key] = made;
        http.Features.GetRequiredFeature<IConnectionLifetimeFeature>().ConnectionClosed.UnsafeRegister(static state => ((PinnedConnections)state!).Closed(), made);
        return made;
    }

    /// <summary>Whether it has ended or was asked to. A request may have come before; if it is a leg of a logon, the connection of the other legs is gone.</summary>
    public bool IsEnding => _isEnding;

    /// <summary>Its connection to a farm, or null.</summary>
    public PinnedConnection? Find(FrontEndCluster cluster)
    {
        lock (_gate)
        {
            foreach (var pinned in _pinned)
            {
                if (pinned.GoesTo(cluster))
                {
                    return pinned;
                }
            }

            return null;
        }
    }

    /// <summary>Makes a connection that carries a request its own.</summary>
    /// <returns>Null when there are too many; the connection is still the caller's.</returns>
    public PinnedConnection? TryPin(FrontEndChannel channel, ConnectionPool pool, FrontEndConnection connection, string server)
    {
        if (!_limit.TryTake())
        {
            return null;
        }

        var pinned = new PinnedConnection(this, channel, pool, connection, server);
        bool isClosed;
        lock (_gate)
        {
            _pinned.Add(pinned);
            isClosed = _isClosed;
        }

        pool.Pin(connection, pinned);
        FrontEndMetrics.Pinned(channel.Farm);
        if (isClosed)
        {
            pinned.Cut();
        }

        return pinned;
    }

    /// <summary>Has it end when the answer under way is complete; at once when there is none.</summary>
    public void End()
    {
        _isEnding = true;
        _lifetime.RequestClose();
    }

    /// <summary>Takes note that one of its connections has ended.</summary>
    public void Forget(PinnedConnection pinned, bool ends)
    {
        lock (_gate)
        {
            if (!_pinned.Remove(pinned))
            {
                return;
            }

            // Before anybody can look for it in vain.
            if (ends)
            {
                _isEnding = true;
            }
        }

        _limit.Release();
        FrontEndMetrics.Unpinned(pinned.Farm);
        if (ends)
        {
            End();
        }
    }

    private void Closed()
    {
        PinnedConnection[] pinned;
        lock (_gate)
        {
            _isEnding = _isClosed = true;
            pinned = [.. _pinned];
        }

        foreach (var each in pinned)
        {
            each.Cut();
        }
    }
}
