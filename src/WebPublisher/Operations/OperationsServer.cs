using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using WebPublisher.Administration.Access;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Operations;

/// <summary>
/// How monitoring and operators see the server: a small HTTP server of its own, so that neither the published site's traffic nor its limits are in its way.
/// It speaks plain HTTP without authentication and belongs on the loopback address or a management network.
/// </summary>
public sealed partial class OperationsServer : IAsyncDisposable
{
    private readonly OperationsApplication _application;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private IPEndPoint? _wanted;
    private KestrelServer? _server;

    private OperationsServer(ImmutableArray<OperationsEndpoint> endpoints, TimeProvider time, ILoggerFactory loggers)
    {
        _time = time;
        _loggers = loggers;
        _logger = loggers.CreateLogger<OperationsServer>();
        _application = new OperationsApplication(endpoints, new NetworkGate(), _logger);
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

    /// <summary>Moves it when the policy names another address. On failure it stays, or is again, where it was.</summary>
    /// <param name="next">The policy that is about to be published.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">The new address cannot be bound.</exception>
    public async Task ApplyAsync(OperationsPolicy next, CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            if (!Equals(next.Listen, _wanted))
            {
                await MoveAsync(next.Listen, cancellation);
            }
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

    private async Task MoveAsync(IPEndPoint? to, CancellationToken cancellation)
    {
        var (before, old) = (_wanted, _server);

        // The same port on another address may overlap with what we hold ourselves (0.0.0.0 and 127.0.0.1): then, and only then, the old one goes first.
        var overlaps = old is not null && to is not null && before is not null && to.Port == before.Port;
        if (overlaps)
        {
            (_server, EndPoint, _wanted) = (null, null, null);
            await OperationsKestrel.EndAsync(old, _time);
        }

        try
        {
            (_server, EndPoint) = to is null ? (null, null) : await ListenAsync(to, cancellation);
            _wanted = to;
        }
        catch (Exception error) when (overlaps)
        {
            LogReturned(before!, error.Message);
            (_server, EndPoint) = await ListenAsync(before!, CancellationToken.None);
            _wanted = before;
            throw;
        }

        if (!overlaps)
        {
            await OperationsKestrel.EndAsync(old, _time);
        }

        if (EndPoint is { } bound)
        {
            LogListening(bound);
        }
        else
        {
            LogOff();
        }
    }

    private async Task<(KestrelServer Server, IPEndPoint EndPoint)> ListenAsync(IPEndPoint endPoint, CancellationToken cancellation)
    {
        ListenOptions? listening = null;
        var server = OperationsKestrel.Make(
            options => options.Listen(endPoint, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listening = listen;
            }),
            _loggers);
        try
        {
            await server.StartAsync(_application, cancellation);
            return (server, listening!.IPEndPoint!);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    [LoggerMessage(EventId = 5100, EventName = "OperationsListening", Level = LogLevel.Information, Message = "Metrics and health are at http://{EndPoint}/metrics and /health/ready")]
    private partial void LogListening(IPEndPoint endPoint);

    [LoggerMessage(EventId = 5101, EventName = "OperationsOff", Level = LogLevel.Information, Message = "Metrics and health are switched off by the policy")]
    private partial void LogOff();

    [LoggerMessage(EventId = 5102, EventName = "OperationsReturned", Level = LogLevel.Error, Message = "Metrics and health stay at {EndPoint}: {Error}")]
    private partial void LogReturned(IPEndPoint endPoint, string error);
}
