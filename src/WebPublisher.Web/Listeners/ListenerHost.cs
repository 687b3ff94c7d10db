using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WebPublisher.Policy;
using WebPublisher.Policy.Listeners;
using WebPublisher.Web.Listeners.Memory;
using WebPublisher.Web.Listeners.Tls;
using WebPublisher.Web.Listeners.Tunnels;

namespace WebPublisher.Web.Listeners;

/// <summary>Kestrel with the declared listeners in front of it and one request handler behind it.</summary>
internal sealed class ListenerHost : IAsyncDisposable
{
    /// <summary>How long requests under way may take when a listener leaves or the server stops.</summary>
    public static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(10);

    private readonly WebApplication _app;
    private readonly ListenerSet _listeners;
    private readonly ListenerMetrics _metrics;
    private readonly BlockPoolFactory _memory;
    private readonly CipherSuiteChoice _suites;

    private ListenerHost(WebApplication app, ListenerSet listeners, ListenerMetrics metrics, BlockPoolFactory memory, CipherSuiteChoice suites) =>
        (_app, _listeners, _metrics, _memory, _suites) = (app, listeners, metrics, memory, suites);

    /// <summary>Name and true address of each listener.</summary>
    public IReadOnlyDictionary<string, IPEndPoint> EndPoints => _listeners.EndPoints;

    /// <summary>The services requests are handled with.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts Kestrel with no address bound.</summary>
    /// <param name="options">Loggers, clock, sinks.</param>
    /// <param name="addServices">Adds what <paramref name="configure"/> needs.</param>
    /// <param name="configure">Sets the request handler.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ListenerHost> StartAsync(
        WebHalfOptions options, Action<IServiceCollection> addServices, Action<WebApplication> configure, CancellationToken cancellationToken)
    {
        var logger = options.Loggers.CreateLogger("WebPublisher.Web.Listeners");
        var suites = await TlsSelfTest.DefaultsInForceAsync().WaitAsync(cancellationToken) ? CipherSuiteChoice.ProcessDefault : CipherSuiteChoice.PerHandshake;
        if (suites == CipherSuiteChoice.PerHandshake)
        {
            ListenerLog.OpenSslDefaultsNotInForce(logger, OpenSslDefaults.File);
        }

        var memory = new BlockPoolFactory(options.Time);
        var metrics = new ListenerMetrics();
        var tls = new TlsTermination(metrics, options.Time, logger);
        var tunnel = new Tunnel(options.RecordSinks, metrics, options.Time, logger);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton(options.Time);
        builder.Services.AddSingleton<IHostLifetime, OwnedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainTimeout);

        // One record tells of each request; ASP.NET's own two lines a request would double it, and its word on addresses is ours to give.
        builder.Logging.AddProvider(new SharedLoggers(options.Loggers));
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

        builder.WebHost.UseKestrelCore();
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>>(memory);
        builder.Services.Configure<SocketTransportOptions>(KestrelSettings.Apply);
        builder.Services.AddSingleton(services => new ListenerSet(
            new SocketTransportFactory(services.GetRequiredService<IOptions<SocketTransportOptions>>(), services.GetRequiredService<ILoggerFactory>()),
            DrainTimeout,
            options.Time,
            logger));
        builder.Services.AddSingleton<IConnectionListenerFactory>(services => new ListenerTransport(services.GetRequiredService<ListenerSet>()));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            KestrelSettings.Apply(kestrel);
            kestrel.Listen(new ListenerEndPoint(ListenerProtocol.Http), listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => connection => TrackAsync(connection, (_, inner) => next(inner)));
            });

            // HTTP/1.1 and HTTP/2 by ALPN are Kestrel's default; saying so would make it look for its own TLS and warn.
            kestrel.Listen(new ListenerEndPoint(ListenerProtocol.Https), listen => listen.Use(next => connection => TrackAsync(
                connection,
                async (active, inner) =>
                {
                    if (!active.HasTunnels || !await tunnel.TryRunAsync(inner, active))
                    {
                        await tls.RunAsync(inner, active, next);
                    }
                })));
        });
        addServices(builder.Services);

        var app = builder.Build();
        try
        {
            app.Use(DrainNotice.InvokeAsync);
            configure(app);
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            metrics.Dispose();
            memory.Dispose();
            throw;
        }

        return new ListenerHost(app, app.Services.GetRequiredService<ListenerSet>(), metrics, memory, suites);
    }

    /// <inheritdoc cref="ListenerSet.PrepareAsync"/>
    public Task<ListenerChange> PrepareAsync(PublisherPolicy policy, CancellationToken cancellationToken) => _listeners.PrepareAsync(policy, _suites, cancellationToken);

    /// <inheritdoc cref="ListenerSet.Commit"/>
    public void Commit(ListenerChange change) => _listeners.Commit(change);

    /// <inheritdoc cref="ListenerSet.RollBackAsync"/>
    public Task RollBackAsync(ListenerChange change) => _listeners.RollBackAsync(change);

    /// <summary>Accepts nothing more, lets requests under way finish within <see cref="DrainTimeout"/>, and releases everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _listeners.DisposeAsync();
        await _app.DisposeAsync();
        _metrics.Dispose();
        _memory.Dispose();
    }

    private static Task TrackAsync(ConnectionContext connection, Func<ActiveListener, ConnectionContext, Task> run)
    {
        var active = connection.Features.GetRequiredFeature<ActiveListener>();
        return connection.Features.GetRequiredFeature<BoundListener>().TrackAsync(connection, active, inner => run(active, inner));
    }
}
