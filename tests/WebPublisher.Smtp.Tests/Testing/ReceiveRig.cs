using System.Buffers;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Mail.Dns;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Directories;
using WebPublisher.Smtp.Dns;
using WebPublisher.Smtp.EndPoints;
using WebPublisher.Smtp.Holding;
using WebPublisher.Smtp.Receive;
using WebPublisher.Smtp.Receive.Authentication;
using WebPublisher.Smtp.Receive.Limits;
using WebPublisher.Smtp.Receive.Tls;
using WebPublisher.Smtp.Records;
using WebPublisher.State;
using WebPublisher.Transport.Sockets;
using WebPublisher.Transport.Tls;

namespace WebPublisher.Smtp.Tests.Testing;

/// <summary>A receive connector on a loopback port, real down to the socket, before a relay and a recording inner server.</summary>
internal sealed class ReceiveRig : IAsyncDisposable
{
    public const string Fqdn = "mail.example.com";

    private readonly RelayRig _relay;
    private readonly SocketTransport _sockets;
    private readonly EndPointSet<ServedEndPoint> _endPoints;
    private readonly List<InnerServer> _owned = [];

    private ReceiveRig(RelayRig relay, SocketTransport sockets, EndPointSet<ServedEndPoint> endPoints, RecordSink records)
    {
        _relay = relay;
        _sockets = sockets;
        _endPoints = endPoints;
        EndPoint = endPoints.Bound[0].Address;
        Records = records;
    }

    public RecordSink Records { get; }

    public RecordingLogger Log => _relay.Log;

    public IPEndPoint EndPoint { get; }

    public InnerServer Inner { get; private set; } = null!;

    /// <summary>Where messages are held.</summary>
    public HoldStore Hold { get; private init; } = null!;

    /// <summary>What agents of the policy know from before.</summary>
    public StateStore State { get; private init; } = null!;

    /// <param name="configure">Changes the connector; accepted is example.com, carried by <paramref name="inner"/>.</param>
    /// <param name="inner">The inner server; one that accepts everything by default.</param>
    /// <param name="services">Changes what sessions share.</param>
    /// <param name="certificate">With one, STARTTLS is offered.</param>
    /// <param name="credentials">With one, AUTH is offered.</param>
    /// <param name="policy">Changes the policy around the connector.</param>
    /// <param name="time">The clock.</param>
    /// <param name="agents">Agents of the test's own, in the place of the policy's.</param>
    /// <param name="implicitTls">Whether TLS comes first.</param>
    /// <param name="thresholds">What is done from which spam confidence level on, for agents of the test's own.</param>
    /// <param name="dns">Where agents of the policy look names up.</param>
    /// <param name="state">What agents of the policy know from before; becomes the rig's own.</param>
    /// <param name="directory">The directory that agents of the policy ask; the one they describe when null.</param>
    public static async Task<ReceiveRig> StartAsync(
        Func<ReceiveConnector, ReceiveConnector>? configure = null,
        InnerServer? inner = null,
        Func<ReceiveServices, ReceiveServices>? services = null,
        X509Certificate2? certificate = null,
        CredentialVerifier? credentials = null,
        Func<MailPolicy, MailPolicy>? policy = null,
        TimeProvider? time = null,
        InstalledAgent[]? agents = null,
        bool implicitTls = false,
        SclThresholds? thresholds = null,
        IDnsLookup? dns = null,
        StateStore? state = null,
        IDirectory? directory = null)
    {
        time ??= TimeProvider.System;
        var relay = new RelayRig(time);
        inner ??= InnerServer.Start();
        var connector = new ReceiveConnector
        {
            Name = $"receive {Guid.NewGuid():N}",
            Location = SourceLocation.BuiltIn,
            EndPoints = [],
            Fqdn = Fqdn,
            Tarpit = TimeSpan.Zero,
        };
        connector = configure?.Invoke(connector) ?? connector;
        var mail = new MailPolicy
        {
            AcceptedDomains = [new AcceptedDomain(new DomainPattern("example.com"), AcceptedDomainType.Authoritative)],
            ReceiveConnectors = [connector],
            SendConnectors = [RelayRig.Connector(inner) with { Domains = [new DomainPattern("example.com")] }],
            SmtpFilter = SmtpFilterPolicy.Default,
        };
        mail = policy?.Invoke(mail) ?? mail;
        var sink = new RecordSink();
        state ??= StateStore.InMemory(time);
        var shared = new ReceiveServices
        {
            Time = time,
            Relay = relay.Relay,
            Spool = relay.Area,
            Hold = new HoldStore(relay.Area.Options.Directory, state.Held, mail.Hold, time, relay.Log),
            Quota = new ConnectionQuota(time),
            Lockouts = new LogonLockouts(time, relay.Log),
            Metrics = new SmtpMetrics(),
            Records = [sink],
            Logger = relay.Log,
            GreetingPause = TimeSpan.Zero,
        };
        shared = services?.Invoke(shared) ?? shared;
        connector = connector with { Certificates = certificate is null ? [] : [TestCertificates.ForListener("mail", certificate)] };
        var sockets = new SocketTransport(TimeProvider.System, NullLoggerFactory.Instance);
        TlsUpgrader? upgrade = certificate is null ? null : new ConnectorTls(
            new TlsServer(SmtpHalf.Kind, "connector", time, relay.Log), MemoryPool<byte>.Shared, connector, CipherSuiteChoice.ProcessDefault).UpgradeAsync;
        var endPoint = new ReceiveEndPoint(new IPEndPoint(IPAddress.Loopback, 0), implicitTls);
        var made = new AgentServices { Time = time, Logger = relay.Log, Relay = shared.Relay, Dns = dns ?? NoDns.Instance, State = state };
        made = directory is null ? made : made with { Directory = (_, _, _) => directory };
        var pipeline = agents is null ? AgentPipeline.Of(mail, made) : new AgentPipeline([.. agents], new ActionPolicy(thresholds ?? SclThresholds.None));
        var served = new ReceivingEndPoint(new ReceiveBinding(mail, connector, endPoint, upgrade, credentials, pipeline), new SmtpConnectionHandler(shared));
        var endPoints = new EndPointSet<ServedEndPoint>(sockets.Listeners, Deliver, SmtpHalf.DrainTimeout, TimeProvider.System, relay.Log);
        endPoints.Commit(await endPoints.PrepareAsync([served], CancellationToken.None));
        return new ReceiveRig(relay, sockets, endPoints, sink) { Inner = inner, State = state, Hold = shared.Hold, _owned = { inner } };

        ValueTask<bool> Deliver(AcceptedConnection<ServedEndPoint> accepted)
        {
            _ = new SmtpConnection(accepted, TimeProvider.System, relay.Log).RunAsync();
            return ValueTask.FromResult(true);
        }
    }

    public Task<SmtpClient> ConnectAsync() => SmtpClient.ConnectAsync(EndPoint);

    /// <summary>Holds a whole dialog on a new connection.</summary>
    public async Task TalkAsync(string dialog)
    {
        await using var client = await ConnectAsync();
        await client.TalkAsync(dialog);
    }

    /// <summary>Begins to stop, which asks sessions to end.</summary>
    public Task StopAsync() => _endPoints.CloseAsync(SmtpHalf.DrainTimeout);

    public async ValueTask DisposeAsync()
    {
        await _endPoints.CloseAsync(TimeSpan.Zero);
        await _sockets.DisposeAsync();
        foreach (var server in _owned)
        {
            await server.DisposeAsync();
        }

        await _relay.DisposeAsync();
        await State.DisposeAsync();
    }
}
