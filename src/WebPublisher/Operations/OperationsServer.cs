using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using WebPublisher.Administration.Access;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Operations;

/// <summary>
/// How monitoring and operators see the server: a small HTTP server of its own, so that neither the published site's traffic nor its limits are in its way. In clear it is
/// of use on the loopback address, and elsewhere for monitoring alone; with a certificate it speaks TLS, and operators log in.
/// </summary>
public sealed partial class OperationsServer : IAsyncDisposable
{
    private readonly NetworkAccess _access;
    private readonly OperationsApplication _application;
    private readonly OperationsConnections _connections;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private OperationsPolicy _applied = new(Listen: null, Otlp: null);
    private OperationsTls? _tls;
    private KestrelServer? _server;

    private OperationsServer(ImmutableArray<OperationsEndpoint> endpoints, TimeProvider time, ILoggerFactory loggers)
    {
        _time = time;
        _loggers = loggers;
        _logger = loggers.CreateLogger<OperationsServer>();
        _connections = new OperationsConnections(time, _logger);
        _access = new NetworkAccess(time, loggers.CreateLogger<NetworkAccess>());
        _application = new OperationsApplication([.. endpoints, .. AccessEndpoints.Of(_access)], new NetworkGate(_access), _logger);
    }

    /// <summary>The address and port it listens on, or null when it is off. The port is the real one where the policy says 0.</summary>
    public IPEndPoint? EndPoint { get; private set; }

    /// <summary>Starts it, or leaves it off when the policy says so.</summary>
    /// <param name="policy">Where it listens.</param>
    /// <param name="endpoints">What it answers.</param>
    /// <param name="time">The clock that limits how long a move waits for answers under way.</param>
    /// <param name="loggers">Where it logs.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="IOException">The address cannot be bound.</exception>
    public static async Task<OperationsServer> StartAsync(
        OperationsPolicy policy,
        ImmutableArray<OperationsEndpoint> endpoints,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellation)
    {
        var server = new OperationsServer(endpoints, time, loggers);
        await server.ApplyAsync(policy, cancellation);
        return server;
    }

    /// <summary>
    /// Follows a policy: to another address, to TLS or back, to other certificates and callers. On failure it stays, or is again, where it was. Connections that stand when only
    /// certificates change are left standing; who may do what is asked for each request.
    /// </summary>
    /// <param name="next">The policy that is about to be published.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">The new address cannot be bound.</exception>
    public async Task ApplyAsync(OperationsPolicy next, CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            if (!Equals(next.Listen, _applied.Listen) || (next.Certificate is null) != (_tls is null))
            {
                await MoveAsync(next, cancellation);
            }

            _tls?.Follow(next);
            _access.Follow(next);
            _applied = next;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _oneAtATime.WaitAsync();
        await OperationsKestrel.EndAsync(_server, _time);
        _server = null;
        _oneAtATime.Dispose();
    }

    private async Task MoveAsync(OperationsPolicy to, CancellationToken cancellation)
    {
        var (before, old) = (_applied, _server);

        // The same port may overlap with what we hold ourselves (0.0.0.0 and 127.0.0.1): then, and only then, the old one goes first.
        var overlaps = old is not null && to.Listen is not null && before.Listen is not null && to.Listen.Port == before.Listen.Port;
        if (overlaps)
        {
            (_server, EndPoint) = (null, null);
            await OperationsKestrel.EndAsync(old, _time);
        }

        try
        {
            await ListenAsync(to, cancellation);
        }
        catch (Exception error) when (overlaps)
        {
            LogReturned(before.Listen!, error.Message);
            await ListenAsync(before, CancellationToken.None);
            throw;
        }

        if (!overlaps)
        {
            await OperationsKestrel.EndAsync(old, _time);
        }

        if (EndPoint is { } bound)
        {
            LogListening(_tls is null ? "http" : "https", bound);
        }
        else
        {
            LogOff();
        }
    }

    private async Task ListenAsync(OperationsPolicy policy, CancellationToken cancellation)
    {
        var tls = await OperationsTls.MakeAsync(policy, _time, _logger, cancellation);
        if (policy.Listen is not { } endPoint)
        {
            (_server, EndPoint, _tls) = (null, null, tls);
            return;
        }

        ListenOptions? listening = null;
        var server = OperationsKestrel.Make(
            options => options.Listen(endPoint, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listening = listen;
                listen.Use(next => connection => _connections.RunAsync(connection, next));
                if (tls is not null)
                {
                    listen.Use(next => connection => tls.RunAsync(connection, next));
                }
            }),
            _loggers);
        try
        {
            await server.StartAsync(_application, cancellation);
            (_server, EndPoint, _tls) = (server, listening!.IPEndPoint!, tls);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    [LoggerMessage(EventId = 5100, EventName = "OperationsListening", Level = LogLevel.Information, Message = "Metrics and health are at {Scheme}://{EndPoint}/metrics and /health/ready, the dashboard is at /")]
    private partial void LogListening(string scheme, IPEndPoint endPoint);

    [LoggerMessage(EventId = 5101, EventName = "OperationsOff", Level = LogLevel.Information, Message = "Metrics, health and the dashboard are switched off by the policy")]
    private partial void LogOff();

    [LoggerMessage(EventId = 5102, EventName = "OperationsReturned", Level = LogLevel.Error, Message = "Metrics, health and the dashboard stay at {EndPoint}: {Error}")]
    private partial void LogReturned(IPEndPoint endPoint, string error);
}
