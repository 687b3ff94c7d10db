using System.Collections.Immutable;
using WebPublisher.Policy.Operations.Instruments;

namespace WebPublisher.Telemetry;

/// <summary>What the frameworks beneath measure and is exported with the rest. Names, units and tags are theirs (.NET's built-in metrics); kinds are what they are exported as.</summary>
public static class FrameworkInstruments
{
    private static readonly ImmutableArray<InstrumentTag> s_listening =
    [
        InstrumentTag.Of("network.transport", "the transport", "tcp"),
        InstrumentTag.Of("network.type", "the network", "ipv4", "ipv6"),
        InstrumentTag.OfPolicy("server.address", "the address listened on"),
        InstrumentTag.OfPolicy("server.port", "the port listened on"),
    ];

    private static readonly ImmutableArray<InstrumentTag> s_protocol =
        [InstrumentTag.Of("network.protocol.name", "the protocol", "http"), InstrumentTag.Of("network.protocol.version", "its version", "1.0", "1.1", "2")];

    private static readonly ImmutableArray<InstrumentTag> s_called =
    [
        InstrumentTag.Of("network.protocol.version", "the version of HTTP", "1.1"),
        InstrumentTag.OfPolicy("network.peer.address", "the front end's address"),
        InstrumentTag.OfPolicy("server.address", "the front end's host"),
        InstrumentTag.OfPolicy("server.port", "its port"),
        InstrumentTag.Of("url.scheme", "the scheme", "http", "https"),
    ];

    private static readonly InstrumentTag s_error = InstrumentTag.OfMost("error.type", "what ended it early, or failed; absent when all went well", 100);
    private static readonly InstrumentTag s_generation = InstrumentTag.Of("gc.heap.generation", "the part of the heap", "gen0", "gen1", "gen2", "loh", "poh");

    /// <summary>The meters that are listened to beside the product's own.</summary>
    public static ImmutableArray<string> Meters { get; } = ["Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime"];

    /// <summary>All of them.</summary>
    public static ImmutableArray<InstrumentDefinition> All { get; } =
    [
        new("kestrel.active_connections", InstrumentKind.UpDownCounter, "{connection}", "HTTP connections that are open, those of the operations listener among them.", s_listening),
        new("kestrel.connection.duration", InstrumentKind.Histogram, "s", "How long HTTP connections lasted.", [.. s_listening, .. s_protocol, TlsVersion(), s_error]),
        new("kestrel.queued_connections", InstrumentKind.UpDownCounter, "{connection}", "HTTP connections that wait to be begun with.", s_listening),
        new("kestrel.rejected_connections", InstrumentKind.Counter, "{connection}", "HTTP connections beyond Kestrel's own limit.", s_listening),
        new("kestrel.upgraded_connections", InstrumentKind.UpDownCounter, "{connection}", "Connections that have become WebSockets.", s_listening),
        new("kestrel.tls_handshake.duration", InstrumentKind.Histogram, "s", "Handshakes of the operations listener; those of listeners are webpublisher.tls.handshake.duration.", [.. s_listening, TlsVersion(), s_error]),
        new("kestrel.active_tls_handshakes", InstrumentKind.UpDownCounter, "{handshake}", "Handshakes of the operations listener under way.", s_listening),
        new("http.client.open_connections", InstrumentKind.UpDownCounter, "{connection}", "Connections of health probes.", [.. s_called, InstrumentTag.Of("http.connection.state", "whether one is in use", "active", "idle")]),
        new("http.client.connection.duration", InstrumentKind.Histogram, "s", "How long connections of health probes lasted.", s_called),
        new("dotnet.process.cpu.time", InstrumentKind.Counter, "s", "Processor time used.", InstrumentTag.Of("cpu.mode", "where", "user", "system")),
        new("dotnet.process.cpu.count", InstrumentKind.UpDownCounter, "{cpu}", "Processors the process may use."),
        new("dotnet.process.memory.working_set", InstrumentKind.UpDownCounter, "By", "Resident memory."),
        new("dotnet.gc.collections", InstrumentKind.Counter, "{collection}", "Garbage collections.", s_generation),
        new("dotnet.gc.pause.time", InstrumentKind.Counter, "s", "Time for which garbage collections held everything up."),
        new("dotnet.gc.heap.total_allocated", InstrumentKind.Counter, "By", "Bytes allocated on the managed heap."),
        new("dotnet.gc.last_collection.memory.committed_size", InstrumentKind.UpDownCounter, "By", "Memory committed to the managed heap, by the last collection."),
        new("dotnet.gc.last_collection.heap.size", InstrumentKind.UpDownCounter, "By", "Size of the managed heap, by the last collection.", s_generation),
        new("dotnet.gc.last_collection.heap.fragmentation.size", InstrumentKind.UpDownCounter, "By", "Fragmentation of the managed heap, by the last collection.", s_generation),
        new("dotnet.jit.compiled_il.size", InstrumentKind.Counter, "By", "Code compiled."),
        new("dotnet.jit.compiled_methods", InstrumentKind.Counter, "{method}", "Methods compiled."),
        new("dotnet.jit.compilation.time", InstrumentKind.Counter, "s", "Time spent on compiling."),
        new("dotnet.monitor.lock_contentions", InstrumentKind.Counter, "{contention}", "How often a thread waited for another one's lock."),
        new("dotnet.thread_pool.thread.count", InstrumentKind.Counter, "{thread}", "Threads of the pool. Exported as a counter, but read it as it is."),
        new("dotnet.thread_pool.work_item.count", InstrumentKind.Counter, "{work_item}", "Work items done by the pool."),
        new("dotnet.thread_pool.queue.length", InstrumentKind.Counter, "{work_item}", "Work items that wait for a thread. Exported as a counter, but read it as it is."),
        new("dotnet.timer.count", InstrumentKind.UpDownCounter, "{timer}", "Timers that are set."),
        new("dotnet.assembly.count", InstrumentKind.UpDownCounter, "{assembly}", "Assemblies loaded."),
        new("dotnet.exceptions", InstrumentKind.Counter, "{exception}", "Exceptions thrown, those that are expected and caught among them.", InstrumentTag.OfMost("error.type", "their type", 500)),
    ];

    private static InstrumentTag TlsVersion() => InstrumentTag.Of("tls.protocol.version", "the version of TLS", "1.2", "1.3");
}
