using System.Collections.Frozen;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Mail.Screening;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.EndPoints;
using WebPublisher.Smtp.Holding;
using WebPublisher.Smtp.Receive;
using WebPublisher.Smtp.Receive.Authentication;
using WebPublisher.Smtp.Receive.Limits;
using WebPublisher.Smtp.Receive.Tls;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Screening;
using WebPublisher.Smtp.Screening.Http;
using WebPublisher.Smtp.Tests.Testing;
using WebPublisher.State;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Smtp.Tests.Screening;

/// <summary>A screener listener on a loopback port, with agents of the test's own.</summary>
internal sealed class ScreenerRig : IAsyncDisposable
{
    private readonly RelayRig _relay;
    private readonly SocketTransport _sockets;
    private readonly EndPointSet<ServedEndPoint> _endPoints;
    private readonly ScreenServer? _http;

    private ScreenerRig(RelayRig relay, SocketTransport sockets, EndPointSet<ServedEndPoint> endPoints, RecordSink records, ScreenServer? http) =>
        (_relay, _sockets, _endPoints, Records, _http) = (relay, sockets, endPoints, records, http);

    public RecordSink Records { get; }

    public RecordingLogger Log => _relay.Log;

    public IPEndPoint EndPoint => _endPoints.Bound[0].Address;

    private StateStore State { get; init; } = null!;

    public long SpoolMemory => _relay.Area.MemoryInUse;

    public static async Task<ScreenerRig> StartAsync(SmtpAgent[] agents, Func<ScreenerListener, ScreenerListener>? configure = null, TlsUpgrader? tls = null)
    {
        var time = TimeProvider.System;
        var relay = new RelayRig(time);
        var listener = new ScreenerListener
        {
            Name = $"screener {Guid.NewGuid():N}",
            Location = SourceLocation.BuiltIn,
            EndPoint = new IPEndPoint(IPAddress.Loopback, 0),
            Protocol = ScreenerProtocol.Milter,
            Agents = agents.Select(agent => agent.Name).ToFrozenSet(StringComparer.Ordinal),
        };
        listener = configure?.Invoke(listener) ?? listener;
        var mail = new MailPolicy { AcceptedDomains = [], ReceiveConnectors = [], SendConnectors = [], SmtpFilter = SmtpFilterPolicy.Default, ScreenerListeners = [listener] };
        var sink = new RecordSink();
        var state = StateStore.InMemory(time);
        var shared = new ReceiveServices
        {
            Time = time,
            Relay = relay.Relay,
            Spool = relay.Area,
            Quota = new ConnectionQuota(time),
            Lockouts = new LogonLockouts(time, relay.Log),
            Metrics = new SmtpMetrics(),
            Hold = new HoldStore(relay.Area.Options.Directory, state.Held, mail.Hold, time, relay.Log),
            Records = [sink],
            Logger = relay.Log,
        };
        var pipeline = new AgentPipeline(
            [.. agents.Select(agent => new InstalledAgent(agent, AgentErrorAction.Defer, TimeSpan.FromSeconds(30)))], new ActionPolicy(SclThresholds.None));
        var http = listener.Protocol == ScreenerProtocol.Http ? await ScreenServer.StartAsync(NullLoggerFactory.Instance, CancellationToken.None) : null;
        var sockets = new SocketTransport(TimeProvider.System, NullLoggerFactory.Instance);
        var endPoints = new EndPointSet<ServedEndPoint>(sockets.Listeners, Deliver, SmtpHalf.DrainTimeout, TimeProvider.System, relay.Log);
        endPoints.Commit(await endPoints.PrepareAsync([new ScreenerEndPoint(new MessageScreening(mail, listener, pipeline, shared), http, tls)], CancellationToken.None));
        return new ScreenerRig(relay, sockets, endPoints, sink, http) { State = state };

        ValueTask<bool> Deliver(AcceptedConnection<ServedEndPoint> accepted)
        {
            _ = new SmtpConnection(accepted, TimeProvider.System, relay.Log).RunAsync();
            return ValueTask.FromResult(true);
        }
    }

    public Task StopAsync() => _endPoints.CloseAsync(SmtpHalf.DrainTimeout);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await (_http?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _sockets.DisposeAsync();
        await _relay.DisposeAsync();
        await State.DisposeAsync();
    }
}
