using System.Net;
using Microsoft.Extensions.Logging;
using WebPublisher.Operations;
using WebPublisher.Policy;
using WebPublisher.Policy.Reload;
using WebPublisher.Telemetry;
using WebPublisher.Transport.Sockets;
using WebPublisher.Web;
using WebPublisher.Web.Records;

namespace WebPublisher.Publishing;

/// <summary>
/// The whole product, put together: the policy in force, the web half that serves by it, the sinks that tell of it and the operations server that shows it. Everything
/// else is built from parts; this class only says which parts and in which order they start, follow a new policy and stop.
/// </summary>
public sealed partial class Publisher : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _started = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILogger _logger;
    private LivePolicy _live = null!;
    private WebHalf _web = null!;
    private OperationsServer _operations = null!;
    private Task _checkingNames = Task.CompletedTask;

    private Publisher(ILoggerFactory loggers) => _logger = loggers.CreateLogger<Publisher>();

    /// <summary>The policy in force.</summary>
    public PublisherPolicy Policy => _live.Snapshot.Current;

    /// <summary>Name and true address of each listener.</summary>
    public IReadOnlyDictionary<string, IPEndPoint> EndPoints => _web.EndPoints;

    /// <summary>Where metrics and health are, or null when switched off.</summary>
    public IPEndPoint? OperationsEndPoint => _operations.EndPoint;

    /// <summary>Starts everything.</summary>
    /// <exception cref="PolicyRejectedException">The policy has errors.</exception>
    /// <exception cref="EndPointBindException">A listener's address cannot be bound.</exception>
    /// <exception cref="IOException">The operations address cannot be bound.</exception>
    public static async Task<Publisher> StartAsync(PublisherOptions options, CancellationToken cancellation)
    {
        var publisher = new Publisher(options.Loggers);
        try
        {
            await publisher.StartPartsAsync(options, cancellation);
            return publisher;
        }
        catch
        {
            await publisher.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads the policy again, as SIGHUP asks.</summary>
    public Task<ReloadRecord> ReloadAsync() => _live.ReloadAsync(_stopping.Token);

    /// <summary>Stops listening, lets requests under way finish, writes what is queued.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _checkingNames;
        while (_started.TryPop(out var part))
        {
            await part.DisposeAsync();
        }

        _stopping.Dispose();
    }

    private async Task StartPartsAsync(PublisherOptions options, CancellationToken cancellation)
    {
        var (loggers, time) = (options.Loggers, options.Time);
        _live = await LivePolicy.StartAsync(options.Policy, new PolicyLoader(time), time, loggers);
        var initial = _live.Snapshot.Current;
        await UnservedMail.RefuseAsync(initial, cancellation);

        // Stopped in reverse: the policy first, so that nothing moves any more; then the web half, which drains; what tells of requests after the last of them.
        Own(new Disposing(new TelemetryTrouble(time, loggers.CreateLogger<TelemetryTrouble>())));
        var telemetry = Own(new TelemetryExport(initial.Server, time));
        telemetry.Apply(initial.Server, initial.Operations);
        _operations = Own(await OperationsServer.StartAsync(
            initial.Operations,
            [new MetricsEndpoint(telemetry.Prometheus), new LivenessEndpoint(), new ReadinessEndpoint(Look)],
            time,
            loggers,
            cancellation));
        var metrics = new PublishingMetrics();
        Own(new Disposing(metrics));
        var accessLog = Own(new AccessLog(_live.Snapshot, time, loggers.CreateLogger<AccessLog>()));
        _web = Own(await WebHalf.StartAsync(
            initial,
            new WebHalfOptions
            {
                Loggers = loggers,
                Time = time,
                RecordSinks = [new PublishingTrace(_live.Snapshot), new StructuredLog(_live.Snapshot, loggers.CreateLogger<StructuredLog>()), accessLog, metrics],
            },
            cancellation));
        Own(_live);

        var report = new StartReport(loggers.CreateLogger<StartReport>());
        report.Write(initial);
        await _live.RegisterAsync("mail half", UnservedMail.RefuseAsync, initial, cancellation);
        await _live.RegisterAsync("operations server", (next, cancel) => _operations.ApplyAsync(next.Operations, cancel), initial, cancellation);
        await _live.RegisterAsync("web half", _web.ApplyAsync, initial, cancellation);
        await _live.RegisterAsync("telemetry", (next, _) => Follow(telemetry, report, next), initial, cancellation);
        if (options.CheckNames)
        {
            _checkingNames = CheckNamesAsync(new PublishedNamesCheck(time, loggers.CreateLogger<PublishedNamesCheck>()), initial);
        }
    }

    private T Own<T>(T part)
        where T : IAsyncDisposable
    {
        _started.Push(part);
        return part;
    }

    // Monitoring may ask while the web half is still starting.
    private Readiness Look() => _web is { } web
        ? new Readiness(PolicyInForce: true, Policy.Web.Listeners.All(listener => web.EndPoints.ContainsKey(listener.Name)), web.FarmsWithoutHealthyServer)
        : new Readiness(PolicyInForce: true, ListenersBound: false, []);

    // Comes last and cannot fail: by then the new policy is as good as in force.
    private static Task Follow(TelemetryExport telemetry, StartReport report, PublisherPolicy next)
    {
        telemetry.Apply(next.Server, next.Operations);
        report.Write(next);
        return Task.CompletedTask;
    }

    private async Task CheckNamesAsync(PublishedNamesCheck check, PublisherPolicy policy)
    {
        try
        {
            await check.RunAsync(policy.Web, _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception error)
        {
            NamesNotChecked(error);
        }
    }

    [LoggerMessage(6012, LogLevel.Warning, "Where the published names lead could not be found out.")]
    private partial void NamesNotChecked(Exception error);

    private sealed class Disposing(IDisposable part) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            part.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
