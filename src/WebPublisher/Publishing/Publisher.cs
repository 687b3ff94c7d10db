using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Net;
using Microsoft.Extensions.Logging;
using WebPublisher.Administration;
using WebPublisher.Administration.Control;
using WebPublisher.Administration.Journal;
using WebPublisher.Dashboard;
using WebPublisher.Ipsec;
using WebPublisher.Operations;
using WebPublisher.Policy;
using WebPublisher.Policy.Reload;
using WebPublisher.Refusals;
using WebPublisher.Smtp;
using WebPublisher.Smtp.EndPoints;
using WebPublisher.Smtp.Records;
using WebPublisher.State;
using WebPublisher.Telemetry;
using WebPublisher.Transport.Sockets;
using WebPublisher.Web;
using WebPublisher.Web.Firewall;
using WebPublisher.Web.Records;

namespace WebPublisher.Publishing;

/// <summary>
/// The whole product, put together: the policy in force, the halves that serve by it, the sinks that tell of it and the operations server that shows it. Everything
/// else is built from parts; this class only says which parts and in which order they start, follow a new policy and stop.
/// </summary>
public sealed partial class Publisher : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _started = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILogger _logger;
    private readonly PublisherParts _parts;
    private LivePolicy _live = null!;
    private RunningHalf<WebHalf>? _web;
    private RunningHalf<SmtpHalf>? _smtp;
    private OperationsServer _operations = null!;
    private Drain? _drain;
    private Task _checkingNames = Task.CompletedTask;

    private Publisher(PublisherOptions options) => (_logger, _parts) = (options.Loggers.CreateLogger<Publisher>(), options.Parts);

    /// <summary>The policy in force.</summary>
    public PublisherPolicy Policy => _live.Snapshot.Current;

    /// <summary>Name and true address of each listener.</summary>
    public IReadOnlyDictionary<string, IPEndPoint> EndPoints => _web?.Current?.EndPoints ?? ReadOnlyDictionary<string, IPEndPoint>.Empty;

    /// <summary>What is bound for which receive connector.</summary>
    public ImmutableArray<ReceivingAddress> MailEndPoints => _smtp?.Current?.EndPoints ?? [];

    /// <summary>Where metrics and health are, or null when switched off.</summary>
    public IPEndPoint? OperationsEndPoint => _operations.EndPoint;

    /// <summary>Starts everything.</summary>
    /// <exception cref="PolicyRejectedException">The policy has errors.</exception>
    /// <exception cref="EndPointBindException">A listener's or connector's address cannot be bound.</exception>
    /// <exception cref="ReceiveConnectorException">A receive connector cannot be served.</exception>
    /// <exception cref="IOException">The operations address cannot be bound, or the state directory cannot hold mail.</exception>
    public static async Task<Publisher> StartAsync(PublisherOptions options, CancellationToken cancellation)
    {
        var publisher = new Publisher(options);
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

    /// <summary>
    /// Lets go of the clients as <see cref="Drain"/> does, stops listening, lets requests and mail under way finish for as long as the policy gives them, writes what is queued.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _checkingNames;
        await (_drain?.BeforeStopAsync() ?? Task.CompletedTask);
        while (_started.TryPop(out var part))
        {
            try
            {
                await part.DisposeAsync();
            }
            catch (Exception error)
            {
                // The others still have requests and mail to finish, and things to write.
                PartNotEnded(error);
            }
        }

        _stopping.Dispose();
    }

    private async Task StartPartsAsync(PublisherOptions options, CancellationToken cancellation)
    {
        var (loggers, time) = (options.Loggers, options.Time);
        var (loader, firewall) = (new PolicyLoader(time), new FirewallRules(time));
        Func<string, PolicyLoadResult> load = _parts.HasFlag(PublisherParts.Web) ? path => firewall.Examine(loader.Load(path)) : loader.Load;
        _live = await LivePolicy.StartAsync(options.Policy, load, time, loggers);
        var initial = _live.Snapshot.Current;

        // Stopped in reverse: the policy first, so that nothing moves any more; then both halves, which finish; what tells of requests after the last of them.
        Own(new Disposing(new TelemetryTrouble(time, loggers.CreateLogger<TelemetryTrouble>())));
        var telemetry = Own(new TelemetryExport(initial.Server, time));
        telemetry.Apply(initial.Server, initial.Operations);
        var states = Own(new StateStores(time, loggers.CreateLogger(StateStore.LogCategory)));
        var refusals = new RefusalTarget(_logger);
        refusals.Follow(initial.Logging);
        var webRefusals = Own(new RefusalLog(RefusalLogFormat.Web, () => refusals.Current, time, _logger));
        var mailRefusals = Own(new RefusalLog(RefusalLogFormat.Mail, () => refusals.Current, time, _logger));
        var (journal, counters) = (new DecisionJournal(_live.Snapshot), new TrafficCounters(time));
        var drain = new Drain(_live.Snapshot, () => _web?.Current, () => _smtp?.Current, time, _logger);
        Own(new Disposing(drain));
        var ipsec = Own(new IpsecWatch(_live.Snapshot, IpsecStatusReport.AskAsync, time, loggers.CreateLogger<IpsecWatch>()));
        var server = new RunningServer
        {
            Time = time,
            Loggers = loggers,
            Started = time.GetUtcNow(),
            PolicyFile = options.Policy,
            Parts = _parts,
            Policy = _live.Snapshot,
            History = () => _live.History,
            ReloadAsync = ReloadAsync,
            Journal = journal,
            Counters = counters,
            FlushRefusalsAsync = () => Task.WhenAll(webRefusals.FlushAsync(), mailRefusals.FlushAsync()),
            Readiness = Look,
            Drain = drain,
            States = states,
            Ipsec = () => ipsec.Current,
            Web = () => _web?.Current,
            Smtp = () => _smtp?.Current,
        };
        ImmutableArray<OperationsEndpoint> endpoints = [new MetricsEndpoint(telemetry.Prometheus), new LivenessEndpoint(), new ReadinessEndpoint(Look), .. AdministrationEndpoints.Of(server)];
        _operations = Own(await OperationsServer.StartAsync(initial.Operations, [.. endpoints, .. DashboardEndpoints.All()], time, loggers, cancellation));
        var control = new ControlServer(ControlSocket.NameOf(_parts), new OperationsApplication(endpoints, new ControlGate(), loggers.CreateLogger<ControlServer>()), time, loggers);
        await Own(control).ApplyAsync(initial.Server.StateDirectory, cancellation);
        Own(new Disposing(new ServerMetrics(server)));
        var metrics = new PublishingMetrics();
        Own(new Disposing(metrics));
        var accessLog = Own(new AccessLog(_live.Snapshot, time, loggers.CreateLogger<AccessLog>()));
        var web = new WebHalfOptions
        {
            Loggers = loggers,
            Time = time,
            States = states,
            Firewall = firewall,
            RecordSinks =
            [
                new PublishingTrace(_live.Snapshot),
                new StructuredLog(_live.Snapshot, loggers.CreateLogger<StructuredLog>()),
                accessLog,
                metrics,
                new RequestRefusals(webRefusals, _live.Snapshot),
                new RequestObserver(journal, counters),
            ],
        };
        var smtp = new SmtpHalfOptions
        {
            Loggers = loggers,
            Time = time,
            States = states,
            PipelineDump = options.PipelineDump,
            RecordSinks = [new StructuredSmtpLog(loggers.CreateLogger<StructuredSmtpLog>()), new MailRefusals(mailRefusals, _live.Snapshot), new MailObserver(journal, counters)],
        };
        _web = _parts.HasFlag(PublisherParts.Web)
            ? new(HasSites, (policy, cancel) => WebHalf.StartAsync(policy, web, cancel), static (half, policy, cancel) => half.ApplyAsync(policy, cancel))
            : null;
        _smtp = _parts.HasFlag(PublisherParts.Smtp)
            ? new(HasMail, (policy, cancel) => SmtpHalf.StartAsync(policy, smtp, cancel), static (half, policy, cancel) => half.ApplyAsync(policy, cancel))
            : null;
        Own(new Finishing(this));
        await ApplyAsync(initial, cancellation);
        Own(_live);

        // From here on there is somebody to let go of.
        _drain = drain;
        Report(initial, loggers);
        await _live.RegisterAsync("operations server", (next, cancel) => _operations.ApplyAsync(next.Operations, cancel), initial, cancellation);
        await _live.RegisterAsync("control socket", (next, cancel) => control.ApplyAsync(next.Server.StateDirectory, cancel), initial, cancellation);
        if (_web is not null)
        {
            await _live.RegisterAsync("web half", _web.ApplyAsync, initial, cancellation);
        }

        if (_smtp is not null)
        {
            await _live.RegisterAsync("mail half", _smtp.ApplyAsync, initial, cancellation);
        }

        await _live.RegisterAsync("telemetry", (next, _) => Follow(telemetry, refusals, states, loggers, next), initial, cancellation);
        if (options.CheckNames && _web is not null)
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

    private static bool HasSites(PublisherPolicy policy) => !policy.Web.Listeners.IsEmpty || policy.Web.Rules.Length > 1;

    private static bool HasMail(PublisherPolicy policy) => policy.Mail is not null;

    private async Task ApplyAsync(PublisherPolicy policy, CancellationToken cancellation)
    {
        await (_web?.ApplyAsync(policy, cancellation) ?? Task.CompletedTask);
        await (_smtp?.ApplyAsync(policy, cancellation) ?? Task.CompletedTask);
    }

    // Monitoring may ask while a half is still starting, or before there is one: what it will bind is not bound then.
    private Readiness Look()
    {
        var (policy, listening, receiving) = (Policy, EndPoints, MailEndPoints);
        var connectors = policy.Mail?.ReceiveConnectors ?? [];
        return new Readiness(
            PolicyInForce: true,
            !_parts.HasFlag(PublisherParts.Web) || policy.Web.Listeners.All(listener => listening.ContainsKey(listener.Name)),
            _web?.Current?.FarmsWithoutHealthyServer ?? [])
        {
            ReceiveConnectorsBound = !_parts.HasFlag(PublisherParts.Smtp) || connectors.All(connector => receiving.Count(bound => bound.Connector == connector.Name) == connector.EndPoints.Length),
            SendConnectorsWithoutServer = _smtp?.Current?.SendConnectorsWithoutServer ?? [],
            VirusScannerAnswers = _smtp?.Current?.WaitsForVirusScanner != true,
            Draining = _drain?.IsDraining == true,
        };
    }

    // Comes last and cannot fail: by then the new policy is as good as in force.
    private Task Follow(TelemetryExport telemetry, RefusalTarget refusals, StateStores states, ILoggerFactory loggers, PublisherPolicy next)
    {
        telemetry.Apply(next.Server, next.Operations);
        refusals.Follow(next.Logging);
        states.Follow(next);
        Report(next, loggers);
        return Task.CompletedTask;
    }

    private void Report(PublisherPolicy policy, ILoggerFactory loggers)
    {
        var (hasSites, hasMail) = (_web is not null && HasSites(policy), _smtp is not null && HasMail(policy));
        if (hasSites)
        {
            new StartReport(loggers.CreateLogger<StartReport>()).Write(policy.Web);
        }

        if (hasMail)
        {
            new MailReport(loggers.CreateLogger<MailReport>()).Write(policy.Mail!);
        }

        if (!hasSites && !hasMail)
        {
            NothingToServe();
        }
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

    [LoggerMessage(6014, LogLevel.Error, "A part of the server could not be ended in order.")]
    private partial void PartNotEnded(Exception error);

    [LoggerMessage(6013, LogLevel.Warning, "The policy has nothing to serve here: no listener, no publishing rule and no receive connector of the halves that run.")]
    private partial void NothingToServe();

    /// <summary>Both halves at once, so that a stop takes as long as the slower one.</summary>
    private async Task FinishAsync(TimeSpan patience)
    {
        await Task.WhenAll(_web?.Current?.CloseAsync(patience) ?? Task.CompletedTask, _smtp?.Current?.CloseAsync(patience) ?? Task.CompletedTask);
        await (_web?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_smtp?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private sealed class Finishing(Publisher publisher) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await publisher.FinishAsync(publisher.Policy.Server.Drain.Timeout);
    }

    private sealed class Disposing(IDisposable part) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            part.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
