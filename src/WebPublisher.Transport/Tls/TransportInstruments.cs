using System.Collections.Immutable;
using WebPublisher.Policy.Operations.Instruments;

namespace WebPublisher.Transport.Tls;

/// <summary>What is measured of TLS towards clients.</summary>
public static class TransportInstruments
{
    private static readonly InstrumentTag s_listener = InstrumentTag.OfPolicy("listener", "the listener, of connections of browsers");
    private static readonly InstrumentTag s_connector = InstrumentTag.OfPolicy("connector", "the receive connector or screener listener, of connections of mail");

    /// <summary>Handshakes that failed.</summary>
    public static readonly InstrumentDefinition HandshakeFailures = new(
        "webpublisher.tls.handshake.failures",
        InstrumentKind.Counter,
        "{handshake}",
        "TLS handshakes that did not succeed.",
        s_listener,
        s_connector,
        InstrumentTag.Of("reason", "why; `internal` is a fault of this server", HandshakeFailure.All));

    /// <summary>Handshakes that succeeded.</summary>
    public static readonly InstrumentDefinition HandshakeDuration = new(
        "webpublisher.tls.handshake.duration",
        InstrumentKind.Histogram,
        "s",
        "Time of successful TLS handshakes.",
        s_listener,
        s_connector,
        InstrumentTag.Of("tls.protocol.version", "what was agreed", "1.2", "1.3"))
    { Buckets = DurationBuckets.Handshakes };

    /// <summary>All of them.</summary>
    public static ImmutableArray<InstrumentDefinition> All { get; } = [HandshakeFailures, HandshakeDuration];
}
