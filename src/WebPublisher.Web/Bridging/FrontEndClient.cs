using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Web.Bridging.Http1;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Bridging;

/// <summary>The HTTP/1.1 client of one channel: its pools of connections and its circuit breakers.</summary>
/// <remarks>
/// When a policy replaces it, requests that captured the old policy finish on it: it is retired, keeps no connection beyond its request, and is collected.
/// </remarks>
internal sealed class FrontEndClient
{
    private static readonly TimeSpan s_sweepPeriod = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, ConnectionPool> _pools = new(StringComparer.OrdinalIgnoreCase);
    private readonly FrontEndConnector _connector;
    private readonly TimeProvider _time;
    private volatile bool _retired;

    /// <summary>Makes a client without connections.</summary>
    public FrontEndClient(FrontEndChannel channel, TimeProvider time, ILogger logger)
    {
        Channel = channel;
        _time = time;
        _connector = new FrontEndConnector(channel, time, logger);
        Probes = new HttpMessageInvoker(
            new FrontEndHost(channel.Bridging == BridgingMode.Https, new SocketsHttpHandler
            {
                ConnectCallback = async (context, cancellation) => (await _connector.ConnectAsync(context.DnsEndPoint, cancellation)).Stream,
                PooledConnectionLifetime = ConnectionPool.Lifetime,
                PooledConnectionIdleTimeout = ConnectionPool.IdleTimeout,
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.None,
                UseProxy = false,

                // KiB.
                MaxResponseHeadersLength = ResponseHead.MaximumBytes / 1024,

                // A probe belongs to no request, so to no trace.
                ActivityHeadersPropagator = null,
            }),
            disposeHandler: true);
        Sweep.Begin(this);
    }

    /// <summary>How its connections are made.</summary>
    public FrontEndChannel Channel { get; }

    /// <summary>What YARP's health probes are sent by.</summary>
    public HttpMessageInvoker Probes { get; }

    /// <summary>The connections to a server of the farm.</summary>
    public ConnectionPool PoolOf(FrontEndServer server)
    {
        if (_pools.TryGetValue(server.Authority, out var pool))
        {
            return pool;
        }

        // Bounded by what operators write into policies.
        pool = _pools.GetOrAdd(
            server.Authority,
            static (name, made) => new ConnectionPool(made.Client.Channel.Farm, made.Client._connector, new DnsEndPoint(made.Server.Host, made.Server.Port), name, made.Client._time),
            (Client: this, Server: server));
        if (_retired)
        {
            pool.Retire();
        }

        return pool;
    }

    /// <summary>Closes idle connections and keeps no further ones. Requests under way finish.</summary>
    public void Retire()
    {
        _retired = true;
        foreach (var (_, pool) in _pools)
        {
            pool.Retire();
        }
    }

    /// <summary>Visits all pools once a second, for as long as somebody uses the client.</summary>
    private sealed class Sweep
    {
        private readonly WeakReference<FrontEndClient> _client;
        private ITimer? _timer;

        private Sweep(FrontEndClient client) => _client = new WeakReference<FrontEndClient>(client);

        public static void Begin(FrontEndClient client)
        {
            var sweep = new Sweep(client);
            sweep._timer = client._time.CreateTimer(static state => ((Sweep)state!).Run(), sweep, s_sweepPeriod, s_sweepPeriod);
        }

        private void Run()
        {
            if (!_client.TryGetTarget(out var client))
            {
                _timer?.Dispose();
                return;
            }

            foreach (var (_, pool) in client._pools)
            {
                pool.Sweep();
            }
        }
    }
}
