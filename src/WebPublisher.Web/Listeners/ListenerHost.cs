using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy;
using WebPublisher.Policy.Listeners;
using WebPublisher.Transport.Sockets;
using WebPublisher.Transport.Tls;
using WebPublisher.Web.Listeners.Quotas;
using WebPublisher.Web.Listeners.Screening;
using WebPublisher.Web.Listeners.Tls;
using WebPublisher.Web.Listeners.Tunnels;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Listeners;

/// <summary>Kestrel with the declared listeners in front of it and one request handler behind it.</summary>
internal sealed class ListenerHost : IAsyncDisposable
{
    /// <summary>How long requests under way may take when a listener leaves, or the server stops and nobody says how long.</summary>
    public static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(10);

    /// <summary>What an operator calls what it serves.</summary>
    public const string Kind = "listener";

    private readonly WebApplication _app;
    private readonly EndPointSet<ActiveListener> _listeners;
    private readonly TunnelMetrics _metrics;
    private readonly ConnectionMetrics _connections;
    private readonly SocketTransport _sockets;
    private readonly CipherSuiteChoice _suites;
    private readonly KeptHeads _heads;
    private readonly DrainNotice _notice;
    private bool _isClosed;

    private ListenerHost(
        WebApplication app,
        EndPointSet<ActiveListener> listeners,
        TunnelMetrics metrics,
        ConnectionMetrics connections,
        SocketTransport sockets,
        CipherSuiteChoice suites,
        KeptHeads heads,
        DrainNotice notice) =>
        (_app, _listeners, _metrics, _connections, _sockets, _suites, _heads, _notice) = (app, listeners, metrics, connections, sockets, suites, heads, notice);

    /// <inheritdoc cref="EndPointSet{TService}.Open"/>
    public IReadOnlyList<OpenEndPoint> OpenEndPoints => _listeners.Open;

    /// <summary>Name and true address of each listener.</summary>
    public IReadOnlyDictionary<string, IPEndPoint> EndPoints => _listeners.Bound.ToDictionary(b => b.Service.Name, b => b.Address, StringComparer.Ordinal);

    /// <summary>The services requests are handled with.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts Kestrel with no address bound.</summary>
    /// <param name="options">Loggers, clock, sinks.</param>
    /// <param name="addServices">Adds what <paramref name="createHandler"/> needs.</param>
    /// <param name="createHandler">Makes what handles a request that has come by a connection.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ListenerHost> StartAsync(
        WebHalfOptions options, Action<IServiceCollection> addServices, Func<IServiceProvider, Func<HttpContext, ClientConnection, Task>> createHandler, CancellationToken cancellationToken)
    {
        var logger = options.Loggers.CreateLogger("WebPublisher.Web.Listeners");
        var suites = await TlsServer.ChooseCipherSuitesAsync(logger, cancellationToken);
        var metrics = new TunnelMetrics();
        var handshakes = new TlsServer(Kind, "listener", options.Time, logger);
        var connections = new ConnectionMetrics();
        var quotas = new ConnectionQuotas(options.Time, connections, logger);
        var tls = new TlsTermination(handshakes, quotas, options.Time);
        var heads = new KeptHeads();
        var screened = new ScreenedConnection(heads, options.Time);
        var (underWay, notice) = (new WorkUnderWay(), new DrainNotice());
        var tunnel = new Tunnel(options.RecordSinks, metrics, underWay, handshakes, options.Time, logger);
        var sockets = new SocketTransport(options.Time, options.Loggers);
        EndPointSet<ActiveListener>? listeners = null;
        Task StopAcceptingAsync() => listeners!.StopAcceptingAsync();
        var queues = new ListenerQueues(new AcceptQueue(ListenerProtocol.Http, StopAcceptingAsync), new AcceptQueue(ListenerProtocol.Https, StopAcceptingAsync));
        listeners = new EndPointSet<ActiveListener>(sockets.Listeners, queues.DeliverAsync, DrainTimeout, options.Time, logger);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton(options.Time);
        builder.Services.AddSingleton(underWay);
        builder.Services.AddSingleton<IHostLifetime, OwnedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Timeout.InfiniteTimeSpan);

        // One record tells of each request; ASP.NET's own two lines a request would double it, and its word on addresses is ours to give.
        builder.Logging.AddProvider(new SharedLoggers(options.Loggers));
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

        builder.WebHost.UseKestrelCore();
        builder.Services.AddSingleton(sockets.Memory);
        builder.Services.AddSingleton<IConnectionListenerFactory>(new ListenerTransport(queues));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            KestrelSettings.Apply(kestrel);
            kestrel.Listen(new ListenerEndPoint(ListenerProtocol.Http), listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => connection => TrackAsync(connection, quotas, (_, inner) =>
                {
                    inner.Features.Set(new ConnectionEnd(inner, inner.Transport.Output, socket: null, options.Time));
                    return screened.RunAsync(inner, next);
                }));
            });

            // HTTP/1.1 and HTTP/2 by ALPN are Kestrel's default; saying so would make it look for its own TLS and warn.
            kestrel.Listen(new ListenerEndPoint(ListenerProtocol.Https), listen => listen.Use(next => connection => TrackAsync(
                connection,
                quotas,
                async (active, inner) =>
                {
                    if (!active.HasTunnels || !await tunnel.TryRunAsync(inner, active))
                    {
                        await tls.RunAsync(inner, active, decrypted => screened.RunAsync(decrypted, next));
                    }
                })));
        });
        addServices(builder.Services);

        var app = builder.Build();
        try
        {
            var handler = createHandler(app.Services);
            app.Run(http =>
            {
                var connection = http.Features.GetRequiredFeature<ClientConnection>();
                connection.NoteRequest();
                notice.Tell(http, connection.Lifetime);
                return handler(http, connection);
            });
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            await sockets.DisposeAsync();
            metrics.Dispose();
            connections.Dispose();
            throw;
        }

        return new ListenerHost(app, listeners, metrics, connections, sockets, suites, heads, notice);
    }

    /// <summary>Binds what <paramref name="policy"/> declares and is not bound yet.</summary>
    /// <exception cref="EndPointBindException">Something could not be bound; everything is as it was.</exception>
    public Task<EndPointChange<ActiveListener>> PrepareAsync(PublisherPolicy policy, CancellationToken cancellationToken)
    {
        _heads.Follow(policy.Web);
        return _listeners.PrepareAsync([.. policy.Web.Listeners.Select(listener => new ActiveListener(policy, listener, _suites))], cancellationToken);
    }

    /// <inheritdoc cref="EndPointSet{TService}.Commit"/>
    public void Commit(EndPointChange<ActiveListener> change) => _listeners.Commit(change);

    /// <inheritdoc cref="EndPointSet{TService}.RollBackAsync"/>
    public Task RollBackAsync(EndPointChange<ActiveListener> change) => _listeners.RollBackAsync(change);

    /// <summary>Whether each answer is the last of its connection. New connections are taken as before.</summary>
    public void AnnounceEnd(bool announces) => _notice.AnnouncesEnd = announces;

    /// <summary>Asks every connection to end after what is under way; idle ones end at once, and new ones are taken as before.</summary>
    public void RequestCloseAll() => _listeners.RequestCloseAll();

    /// <summary>Accepts nothing more, lets requests under way finish, and cuts those that have not after <paramref name="patience"/>.</summary>
    public async Task CloseAsync(TimeSpan patience)
    {
        _isClosed = true;

        // By the machine's clock, as Kestrel's own limit: a server that stops must not depend on a clock that others hold.
        using var limit = new CancellationTokenSource();
        await using (TimeProvider.System.CreateTimer(_ => Cut(), null, patience, Timeout.InfiniteTimeSpan))
        {
            await _app.StopAsync(limit.Token);
        }

        await _listeners.CloseAsync(TimeSpan.Zero);

        // Kestrel cuts, and tells nobody.
        void Cut()
        {
            _listeners.TellCut();
            limit.Cancel();
        }
    }

    /// <summary>Accepts nothing more, lets requests under way finish within <see cref="DrainTimeout"/> unless that was done, and releases everything.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isClosed)
        {
            await CloseAsync(DrainTimeout);
        }

        await _app.DisposeAsync();
        await _sockets.DisposeAsync();
        _metrics.Dispose();
        _connections.Dispose();
    }

    private static Task TrackAsync(ConnectionContext connection, ConnectionQuotas quotas, Func<ActiveListener, ConnectionContext, Task> run)
    {
        var active = connection.Features.GetRequiredFeature<ActiveListener>();
        return connection.Features.GetRequiredFeature<BoundEndPoint<ActiveListener>>().TrackAsync(connection, active, inner => quotas.RunAsync(inner, active, run));
    }
}
