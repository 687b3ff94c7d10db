using System.Collections.Immutable;
using WebPublisher.Policy.Operations.Instruments;

namespace WebPublisher.Telemetry;

/// <summary>What is measured of the server as a whole: most of it is looked at when somebody asks for it.</summary>
public static class ServerInstruments
{
    private static readonly InstrumentTag s_farm = InstrumentTag.OfPolicy("farm", "the farm");
    private static readonly InstrumentTag s_address = InstrumentTag.OfPolicy("server.address", "its host");
    private static readonly InstrumentTag s_port = InstrumentTag.OfPolicy("server.port", "its port");

    /// <summary>Lines missing in the server's log.</summary>
    public static readonly InstrumentDefinition LogLost = new(
        "webpublisher.log.lost", InstrumentKind.Counter, "{line}", "Lines that are missing in the server's log, because its output did not take them.");

    /// <summary>The release.</summary>
    public static readonly InstrumentDefinition BuildInfo = new(
        "webpublisher.build.info",
        InstrumentKind.Gauge,
        "{build}",
        "1, with the release in its labels.",
        InstrumentTag.OfMost("version", "the release", 1),
        InstrumentTag.OfMost("runtime", "the release of .NET", 1),
        InstrumentTag.Of("halves", "the halves that run in this process", "all", "web", "smtp"));

    /// <summary>How long the process runs.</summary>
    public static readonly InstrumentDefinition Uptime = new("process.uptime", InstrumentKind.Gauge, "s", "The time since the process began to serve.");

    /// <summary>Whether the server should be given traffic.</summary>
    public static readonly InstrumentDefinition Ready = new(
        "webpublisher.ready", InstrumentKind.Gauge, "{server}", "1 while /health/ready answers 200, else 0.");

    /// <summary>Whether the server is drained.</summary>
    public static readonly InstrumentDefinition Draining = new(
        "webpublisher.draining", InstrumentKind.Gauge, "{server}", "1 while an operator has the server drained, from the beginning until it is taken back; else 0.");

    /// <summary>Requests under way.</summary>
    public static readonly InstrumentDefinition ActiveRequests = new(
        "webpublisher.requests.active", InstrumentKind.Gauge, "{request}", "Requests and tunnels under way.");

    /// <summary>Open connections.</summary>
    public static readonly InstrumentDefinition Connections = new(
        "webpublisher.listener.connections",
        InstrumentKind.Gauge,
        "{connection}",
        "Connections of clients that are open, by what they came in by.",
        InstrumentTag.Of("kind", "what it is", "listener", "receive_connector", "screener_listener"),
        InstrumentTag.OfPolicy("listener", "its name"),
        InstrumentTag.OfPolicy("address", "the address and port that is bound"));

    /// <summary>Health of front ends.</summary>
    public static readonly InstrumentDefinition FrontEndHealthy = new(
        "webpublisher.front_end.healthy", InstrumentKind.Gauge, "{server}", "1 while probes and live traffic find the front end healthy, else 0.", s_farm, s_address, s_port);

    /// <summary>Circuit breakers of front ends.</summary>
    public static readonly InstrumentDefinition FrontEndCircuitOpen = new(
        "webpublisher.front_end.circuit_open", InstrumentKind.Gauge, "{server}", "1 while no connection to the front end is tried, because too many have failed; else 0.", s_farm, s_address, s_port);

    /// <summary>Whether inner mail servers are tried.</summary>
    public static readonly InstrumentDefinition SendServerAvailable = new(
        "webpublisher.smtp.server.available",
        InstrumentKind.Gauge,
        "{server}",
        "1 while mail is given to the inner server, 0 while it rests after failures.",
        InstrumentTag.OfPolicy("connector", "the send connector"),
        s_address,
        s_port);

    /// <summary>Whether mail waits for a virus scanner.</summary>
    public static readonly InstrumentDefinition ScannerMissing = new(
        "webpublisher.smtp.antivirus.missing", InstrumentKind.Gauge, "{scanner}", "1 while mail is deferred because the virus scanner does not answer, else 0.");

    /// <summary>Stored address lists.</summary>
    public static readonly InstrumentDefinition Addresses = new(
        "webpublisher.state.addresses",
        InstrumentKind.Gauge,
        "{entry}",
        "Entries of the stored address lists that hold now; those of the policy are not among them.",
        InstrumentTag.Of("list", "the list", "allow", "block"),
        InstrumentTag.Of("origin", "who made them", "operator", "reputation"));

    /// <summary>Profiles of senders.</summary>
    public static readonly InstrumentDefinition Reputations = new(
        "webpublisher.state.reputations", InstrumentKind.Gauge, "{sender}", "Senders of mail that have a profile.");

    /// <summary>Logon locks that hold.</summary>
    public static readonly InstrumentDefinition LogonLocks = new(
        "webpublisher.state.logon_locks", InstrumentKind.Gauge, "{lock}", "Locks after failed logons that hold now.");

    /// <summary>Held messages.</summary>
    public static readonly InstrumentDefinition HeldMessages = new(
        "webpublisher.hold.messages", InstrumentKind.Gauge, "{message}", "Messages that are held until an operator decides.");

    /// <summary>Their bytes.</summary>
    public static readonly InstrumentDefinition HeldBytes = new("webpublisher.hold.size", InstrumentKind.Gauge, "By", "Bytes of the messages that are held.");

    /// <summary>How many messages may be held.</summary>
    public static readonly InstrumentDefinition HeldMessagesLimit = new(
        "webpublisher.hold.messages.limit", InstrumentKind.Gauge, "{message}", "Messages that may be held, hold: maxMessages of the policy.");

    /// <summary>How many bytes they may have.</summary>
    public static readonly InstrumentDefinition HeldBytesLimit = new(
        "webpublisher.hold.size.limit", InstrumentKind.Gauge, "By", "Bytes that held messages may have together, hold: maxSize of the policy.");

    /// <summary>Whether the shared state's database answers.</summary>
    public static readonly InstrumentDefinition SharedConnected = new(
        "webpublisher.state.shared.connected", InstrumentKind.Gauge, "{server}", "1 while the database that nodes share answers, 0 while it does not; 1 too where nothing is shared.");

    /// <summary>Changes that wait for it.</summary>
    public static readonly InstrumentDefinition SharedPending = new(
        "webpublisher.state.shared.pending", InstrumentKind.Gauge, "{change}", "Changes of the state that wait to be written to the database that nodes share.");

    /// <summary>How long they wait.</summary>
    public static readonly InstrumentDefinition SharedPendingAge = new(
        "webpublisher.state.shared.pending.age", InstrumentKind.Gauge, "s", "How long the oldest of these changes waits; 0 without one.");

    /// <summary>Nodes that share the state.</summary>
    public static readonly InstrumentDefinition SharedNodes = new(
        "webpublisher.state.shared.nodes", InstrumentKind.Gauge, "{node}", "Nodes that share the state, this one among them; 0 where nothing is shared.");

    /// <summary>IPsec connections.</summary>
    public static readonly InstrumentDefinition IpsecUp = new(
        "webpublisher.ipsec.connection.up",
        InstrumentKind.Gauge,
        "{connection}",
        "1 while a security association of the IPsec connection stands as the policy wants it, 0 while none does. Absent while strongSwan cannot be asked.",
        InstrumentTag.OfPolicy("connection", "its name"));

    /// <summary>Whether strongSwan can be asked.</summary>
    public static readonly InstrumentDefinition IpsecUnknown = new(
        "webpublisher.ipsec.unknown", InstrumentKind.Gauge, "{server}", "1 while the policy has IPsec connections and strongSwan cannot be asked how they stand, else 0.");

    /// <summary>All of them.</summary>
    public static ImmutableArray<InstrumentDefinition> All { get; } =
    [
        BuildInfo, Uptime, Ready, Draining, ActiveRequests, LogLost, Connections, FrontEndHealthy, FrontEndCircuitOpen, SendServerAvailable, ScannerMissing, Addresses, Reputations,
        LogonLocks, HeldMessages, HeldBytes, HeldMessagesLimit, HeldBytesLimit, SharedConnected, SharedPending, SharedPendingAge, SharedNodes, IpsecUp, IpsecUnknown,
    ];
}
