using System.Buffers;
using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Screening;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Antivirus;
using WebPublisher.Smtp.Dns;
using WebPublisher.Smtp.EndPoints;
using WebPublisher.Smtp.Holding;
using WebPublisher.Smtp.Learning;
using WebPublisher.Smtp.Logs;
using WebPublisher.Smtp.Receive;
using WebPublisher.Smtp.Receive.Authentication;
using WebPublisher.Smtp.Receive.Limits;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Screening.Http;
using WebPublisher.Smtp.Send;
using WebPublisher.Smtp.Spool;
using WebPublisher.Smtp.Tracing;
using WebPublisher.State;
using WebPublisher.State.Held;
using WebPublisher.Transport.Sockets;
using WebPublisher.Transport.Tls;

namespace WebPublisher.Smtp;

/// <summary>Publishes mail servers by a policy: receive connectors in front, sessions behind them, send connectors to inner servers at the end.</summary>
public sealed class SmtpHalf : IAsyncDisposable
{
    /// <summary>How long sessions may take to finish what is under way when their connector leaves, or the server stops and nobody says how long.</summary>
    public static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How often held messages are looked at for those that are too old.</summary>
    private static readonly TimeSpan SweepInterval = TimeSpan.FromHours(1);

    /// <summary>What an operator calls what it serves.</summary>
    internal const string Kind = "receive connector";

    private readonly Snapshot<PublisherPolicy> _policy;
    private readonly SocketTransport _sockets;
    private readonly MemoryPool<byte> _decrypted;
    private readonly EndPointSet<ServedEndPoint> _endPoints;
    private readonly ReceiveBindings _bindings;
    private readonly Relay _relay;
    private readonly ProtocolLog _received;
    private readonly ProtocolLog _sent;
    private readonly AgentLog _found;
    private readonly SmtpMetrics _metrics = new();
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly PolicyResolver _dns;
    private readonly StateStores _states;
    private readonly LearnedContents _learned;
    private readonly ILogger _tracing;
    private readonly PipelineDump? _dump;
    private readonly SmtpHalfOptions _options;
    private readonly ITimer _sweep;
    private readonly ClamdWatch _scanners;
    private AgentServices _agents;
    private ReceiveServices _services;
    private ScreenServer? _screen;
    private bool _isClosed;

    private SmtpHalf(PublisherPolicy initial, SpoolArea spool, StateStores states, CipherSuiteChoice suites, SmtpHalfOptions options)
    {
        var (loggers, time) = (options.Loggers, options.Time);
        var (receiving, sending, serving) = (loggers.CreateLogger(ReceiveLog.Category), loggers.CreateLogger(RelayLog.Category), loggers.CreateLogger(EndPointLog.Category));
        _policy = new Snapshot<PublisherPolicy>(initial);
        _received = ProtocolLog.OfReceiving(() => _policy.Current.Logging.ProtocolLog, time, receiving);
        _sent = ProtocolLog.OfSending(() => _policy.Current.Logging.ProtocolLog, time, sending);
        _found = new AgentLog(() => _policy.Current.Logging.AgentLog, time, receiving);
        _relay = new Relay(new RelayOptions { Time = time, Logger = sending, Trace = _sent.Open });
        _services = new ReceiveServices
        {
            Time = time,
            Relay = _relay,
            Spool = spool,
            Hold = HoldOf(initial, states, options),
            Quota = new ConnectionQuota(time),
            Lockouts = new LogonLockouts(time, receiving),
            Metrics = _metrics,
            Records = options.RecordSinks,
            Trace = _received.Open,
            AgentLog = _found,
            Logger = receiving,
            GreetingPause = options.GreetingPause,
        };
        _tracing = loggers.CreateLogger(TracingLog.Category);
        _dump = options.PipelineDump is { } directory ? new PipelineDump(directory, time, _tracing) : null;
        _states = states;
        _learned = new LearnedContents(loggers.CreateLogger(LearningLog.Category));
        _options = options;
        _scanners = new ClamdWatch(time, loggers.CreateLogger(ClamdLog.Category));
        _sweep = time.CreateTimer(_ => _ = _services.Hold.SweepAsync(), null, SweepInterval, SweepInterval);
        _dns = new PolicyResolver(initial.Dns, time, loggers.CreateLogger<DnsResolver>());
        _agents = new AgentServices { Time = time, Logger = receiving, Relay = _relay, Dns = _dns, State = states.Of(initial), Learned = _learned.Of(initial) };
        _services.Lockouts.Follow(_agents.State);
        _sockets = new SocketTransport(time, loggers);
        _decrypted = _sockets.Memory.Create();
        _bindings = new ReceiveBindings(new TlsServer(Kind, "connector", time, serving), suites, _decrypted, _relay);
        _endPoints = new EndPointSet<ServedEndPoint>(_sockets.Listeners, Deliver, DrainTimeout, time, serving);

        ValueTask<bool> Deliver(AcceptedConnection<ServedEndPoint> accepted)
        {
            // Logs its faults itself, and the end point waits for it by its own count.
            _ = new SmtpConnection(accepted, time, serving).RunAsync();
            return ValueTask.FromResult(true);
        }
    }

    /// <summary>What is bound for which receive connector.</summary>
    public ImmutableArray<ReceivingAddress> EndPoints =>
    [
        .. _endPoints.Bound.Where(b => b.Service is ReceivingEndPoint)
            .Select(b => new ReceivingAddress(b.Service.Name, b.Address, ((ReceivingEndPoint)b.Service).Binding.EndPoint.ImplicitTls)),
    ];

    /// <summary>Name and true address of each screener listener.</summary>
    public IReadOnlyDictionary<string, IPEndPoint> ScreenerEndPoints =>
        _endPoints.Bound.Where(b => b.Service is ScreenerEndPoint).ToDictionary(b => b.Service.Name, b => b.Address, StringComparer.Ordinal);

    /// <summary>Names of the send connectors whose servers are all resting after failures now.</summary>
    public ImmutableArray<string> SendConnectorsWithoutServer =>
        [.. _policy.Current.Mail?.SendConnectors.Where(connector => !_relay.HasServer(connector)).Select(connector => connector.Name) ?? []];

    /// <summary>What is bound, receive connectors and screener listeners, with the connections that are open.</summary>
    public IReadOnlyList<OpenEndPoint> OpenEndPoints => _endPoints.Open;

    /// <summary>How the servers of the send connectors are.</summary>
    public ImmutableArray<ServerHealth> ServerHealth => [.. _policy.Current.Mail?.SendConnectors.SelectMany(_relay.Health) ?? []];

    /// <summary>Open connections of receive connectors and screener listeners.</summary>
    public int Sessions => _endPoints.OpenConnections;

    /// <summary>Whether mail waits because a virus scanner does not answer.</summary>
    public bool WaitsForVirusScanner => _scanners.MailWaits;

    /// <summary>Binds the receive connectors of <paramref name="initial"/> and serves.</summary>
    /// <exception cref="EndPointBindException">An address could not be bound; nothing is left running.</exception>
    /// <exception cref="ReceiveConnectorException">A connector cannot be served; nothing is left running.</exception>
    /// <exception cref="SpoolException">The state directory cannot hold messages.</exception>
    /// <exception cref="StateException">The state cannot be opened; nothing is left running.</exception>
    public static async Task<SmtpHalf> StartAsync(PublisherPolicy initial, SmtpHalfOptions options, CancellationToken cancellationToken)
    {
        var suites = await TlsServer.ChooseCipherSuitesAsync(options.Loggers.CreateLogger(EndPointLog.Category), cancellationToken);
        var states = options.States ?? new StateStores(options.Time, options.Loggers.CreateLogger(StateStore.LogCategory));
        SmtpHalf? half = null;
        try
        {
            half = new SmtpHalf(initial, new SpoolArea(SpoolOf(initial)), states, suites, options);
            await half._services.Hold.RecoverAsync();
            await half._services.Hold.SweepAsync();
            await half.ApplyAsync(initial, cancellationToken);
            return half;
        }
        catch
        {
            await (half?.DisposeAsync() ?? Close(states, options));
            throw;
        }
    }

    /// <summary>
    /// Puts a policy in force, whole or not at all: makes what its end points serve, binds what is new, then swaps the policy, then serves and drains. Sessions of connectors
    /// that stay are not disturbed and keep the policy they began with. A policy without mail leaves nothing bound.
    /// </summary>
    /// <exception cref="EndPointBindException">An address could not be bound; the policy before stays in force.</exception>
    /// <exception cref="ReceiveConnectorException">A connector cannot be served; the policy before stays in force.</exception>
    /// <exception cref="SpoolException">The new state directory cannot hold messages; the policy before stays in force.</exception>
    /// <exception cref="StateException">The state in it cannot be opened; the policy before stays in force.</exception>
    public async Task ApplyAsync(PublisherPolicy next, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var spool = SpoolOf(next);
            var services = _services with
            {
                Spool = spool.Directory == _services.Spool.Options.Directory ? _services.Spool : new SpoolArea(spool),
                Watches = Watches(next),
                Hold = HoldOf(next, _states, _options),
            };
            var agents = _agents with { State = _states.Of(next), Learned = _learned.Of(next) };
            if (_screen is null && next.Mail?.ScreenerListeners.Any(listener => listener.Protocol == ScreenerProtocol.Http) == true)
            {
                _screen = await ScreenServer.StartAsync(_options.Loggers, cancellationToken);
            }

            var change = await _endPoints.PrepareAsync(_bindings.Of(next, services, agents, _screen), cancellationToken);
            (_services, _agents) = (services, agents);
            services.Lockouts.Follow(agents.State);
            _policy.Replace(next);
            _dns.Follow(next.Dns);
            _scanners.Follow(next.Mail);
            _endPoints.Commit(change);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Releases a held message by the send connectors of the policy in force, as a session would have sent it.</summary>
    /// <returns>The message with what each server answered.</returns>
    /// <exception cref="IOException">Its file cannot be read, or is being released by somebody else.</exception>
    /// <exception cref="InvalidOperationException">The policy in force has no mail.</exception>
    public Task<HeldMessage> ReleaseAsync(HeldMessage message, CancellationToken cancellation)
    {
        var (policy, services) = (_policy.Current, _services);
        var mail = policy.Mail ?? throw new InvalidOperationException("The policy has no mail.");
        return new HeldRelease(mail, _relay, services.Hold, _states.Of(policy).Held, services.Spool).RunAsync(message, cancellation);
    }

    /// <summary>
    /// Tells mail servers that connect from now on to come again, and lets each session finish its message; or takes sessions again. Screener listeners take connections as
    /// before, because a mail server that reaches no milter may take mail unjudged.
    /// </summary>
    public void RefuseSessions(bool refuses)
    {
        _services.Intake.IsClosed = refuses;
        if (refuses)
        {
            _endPoints.RequestCloseAll();
        }
    }

    /// <summary>Accepts nothing more, lets sessions finish what is under way, and cuts those that have not after <paramref name="patience"/>.</summary>
    public async Task CloseAsync(TimeSpan patience)
    {
        _isClosed = true;
        await _endPoints.CloseAsync(patience);
    }

    /// <summary>Accepts nothing more, lets sessions finish what is under way for ten seconds at most unless it is closed, and releases everything.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isClosed)
        {
            await CloseAsync(DrainTimeout);
        }

        await (_screen?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _relay.DisposeAsync();
        _dns.Dispose();
        await _received.DisposeAsync();
        await _sent.DisposeAsync();
        await _found.DisposeAsync();
        await _sweep.DisposeAsync();
        await _scanners.DisposeAsync();
        await Close(_states, _options);
        _learned.Dispose();
        await _sockets.DisposeAsync();
        _decrypted.Dispose();
        _metrics.Dispose();
        _oneAtATime.Dispose();
    }

    private static ValueTask Close(StateStores states, SmtpHalfOptions options) => options.States is null ? states.DisposeAsync() : ValueTask.CompletedTask;

    private ImmutableArray<Func<JudgedSession, AgentWatch>> Watches(PublisherPolicy policy)
    {
        var watches = ImmutableArray.CreateBuilder<Func<JudgedSession, AgentWatch>>();
        if (policy.Mail?.PipelineTracing is { } tracing)
        {
            TracingLog.TracingOn(_tracing, tracing.Sender, tracing.Directory);
            watches.Add(new PipelineTracing(tracing, _services.Time, _tracing).Watch);
        }

        if (_dump is not null)
        {
            watches.Add(_dump.Watch);
        }

        return watches.ToImmutable();
    }

    private static HoldStore HoldOf(PublisherPolicy policy, StateStores states, SmtpHalfOptions options) => new(
        policy.Server.StateDirectory, states.Of(policy).Held, policy.Mail?.Hold ?? HoldPolicy.Default, options.Time, options.Loggers.CreateLogger<HoldStore>());

    private static SpoolOptions SpoolOf(PublisherPolicy policy) => new() { Directory = Path.Combine(policy.Server.StateDirectory, "spool") };
}
