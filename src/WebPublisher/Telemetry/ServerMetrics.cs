using System.Diagnostics.Metrics;
using System.Runtime.InteropServices;
using WebPublisher.Administration;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Operations;
using WebPublisher.Publishing;
using WebPublisher.State;
using WebPublisher.State.Addresses;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Telemetry;

/// <summary>Measures the server as a whole. Nothing is counted here: each value is looked at when somebody scrapes or exports, so that it costs nothing in between.</summary>
internal sealed class ServerMetrics : IDisposable
{
    private readonly Meter _meter = new(TelemetryNames.Meter);
    private readonly RunningServer _server;

    /// <summary>Creates the instruments.</summary>
    public ServerMetrics(RunningServer server)
    {
        _server = server;
        KeyValuePair<string, object?>[] build =
        [
            new("version", typeof(ServerMetrics).Assembly.GetName().Version?.ToString(3)),
            new("runtime", RuntimeInformation.FrameworkDescription),
            new("halves", server.Parts switch { PublisherParts.Web => "web", PublisherParts.Smtp => "smtp", _ => "all" }),
        ];
        ServerInstruments.BuildInfo.Gauge<int>(_meter, () => [new Measurement<int>(1, build)]);
        ServerInstruments.Uptime.Gauge(_meter, () => (server.Time.GetUtcNow() - server.Started).TotalSeconds);
        ServerInstruments.Ready.Gauge(_meter, () => server.Readiness().IsReady ? 1 : 0);
        ServerInstruments.Draining.Gauge(_meter, () => server.Drain.IsDraining ? 1 : 0);
        ServerInstruments.ActiveRequests.Gauge<int>(_meter, () => server.Web() is null ? [] : [new Measurement<int>(server.Drain.Requests)]);
        ServerInstruments.Connections.Gauge(_meter, () => (server.Web()?.OpenEndPoints ?? []).Concat(server.Smtp()?.OpenEndPoints ?? []).Select(Connections));
        ServerInstruments.FrontEndHealthy.Gauge(_meter, () => (server.Web()?.ServerHealth ?? []).Select(health => OfServer("farm", health, health.IsHealthy)));
        ServerInstruments.FrontEndCircuitOpen.Gauge(_meter, () => (server.Web()?.ServerHealth ?? []).Select(health => OfServer("farm", health, health.IsResting)));
        ServerInstruments.SendServerAvailable.Gauge(_meter, () => (server.Smtp()?.ServerHealth ?? []).Select(health => OfServer("connector", health, health.IsAvailable)));
        ServerInstruments.ScannerMissing.Gauge<int>(_meter, () => server.Smtp() is { } smtp ? [new Measurement<int>(smtp.WaitsForVirusScanner ? 1 : 0)] : []);
        ServerInstruments.Addresses.Gauge(_meter, () => OfState(Addresses));
        ServerInstruments.Reputations.Gauge(_meter, () => OfState<int>(state => [new Measurement<int>(state.Reputations.Count)]));
        ServerInstruments.LogonLocks.Gauge(_meter, () => OfState<int>(state => [new Measurement<int>(state.LogonLocks.Entries.Length)]));
        ServerInstruments.HeldMessages.Gauge(_meter, () => OfState<int>(state => [new Measurement<int>(state.Held.Totals.Messages)]));
        ServerInstruments.HeldBytes.Gauge(_meter, () => OfState<long>(state => [new Measurement<long>(state.Held.Totals.Bytes)]));
        ServerInstruments.SharedConnected.Gauge(_meter, () => OfState<int>(state => [new Measurement<int>(state.Replication.IsConnected ? 1 : 0)]));
        ServerInstruments.SharedPending.Gauge(_meter, () => OfState<long>(state => [new Measurement<long>(state.Replication.Pending)]));
        ServerInstruments.SharedPendingAge.Gauge(_meter, () => OfState<double>(state => [new Measurement<double>(state.Replication.OldestPending.TotalSeconds)]));
        ServerInstruments.SharedNodes.Gauge(_meter, () => OfState<int>(state => [new Measurement<int>(state.Replication.Nodes.Length)]));
        ServerInstruments.HeldMessagesLimit.Gauge(_meter, () => OfMail(hold => hold.MaximumMessages));
        ServerInstruments.HeldBytesLimit.Gauge(_meter, () => OfMail(hold => hold.MaximumSize));
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static Measurement<int> OfServer(string group, ServerHealth health, bool holds) =>
        new(holds ? 1 : 0, new(group, health.Group), new("server.address", health.Server.Host), new("server.port", health.Server.Port));

    private static Measurement<int> Connections(OpenEndPoint endPoint) =>
        new(endPoint.Connections, new("kind", endPoint.Kind.Replace(' ', '_')), new("listener", endPoint.Name), new("address", endPoint.Address.ToString()));

    // State that nobody has had need of is not opened for being measured.
    private IEnumerable<Measurement<T>> OfState<T>(Func<StateStore, IEnumerable<Measurement<T>>> look)
        where T : struct => _server.States.Find(_server.Policy.Current) is { } state ? look(state) : [];

    private IEnumerable<Measurement<T>> OfMail<T>(Func<HoldPolicy, T> look)
        where T : struct => _server.Parts.HasFlag(PublisherParts.Smtp) && _server.Policy.Current.Mail is { } mail ? [new Measurement<T>(look(mail.Hold))] : [];

    private static IEnumerable<Measurement<int>> Addresses(StateStore state) =>
        from list in new[] { AddressListKind.Allow, AddressListKind.Block }
        from origin in new[] { EntryOrigin.Operator, EntryOrigin.Reputation }
        select new Measurement<int>(
            state.Addresses.CountOf(list, origin),
            new("list", list == AddressListKind.Allow ? "allow" : "block"),
            new("origin", origin == EntryOrigin.Operator ? "operator" : "reputation"));
}
