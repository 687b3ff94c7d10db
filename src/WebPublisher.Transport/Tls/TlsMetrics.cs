using System.Diagnostics.Metrics;
using System.Security.Authentication;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Transport.Tls;

/// <summary>What is counted of handshakes. One for the process, because both halves count by the same instruments.</summary>
internal static class TlsMetrics
{
    private static readonly Meter s_meter = new(TelemetryNames.Meter);

    private static readonly Counter<long> s_failures = TransportInstruments.HandshakeFailures.Counter(s_meter);

    private static readonly Histogram<double> s_handshakes = TransportInstruments.HandshakeDuration.Histogram<double>(s_meter);

    /// <param name="tag">The tag that names where: <c>listener</c> or <c>connector</c>.</param>
    /// <param name="name">Its value.</param>
    /// <param name="reason">One of <see cref="HandshakeFailure"/>.</param>
    public static void Failed(string tag, string name, string reason) => s_failures.Add(1, new(tag, name), new("reason", reason));

    /// <param name="tag">The tag that names where.</param>
    /// <param name="name">Its value.</param>
    /// <param name="protocol">What was agreed.</param>
    /// <param name="duration">How long it took.</param>
    public static void Done(string tag, string name, SslProtocols protocol, TimeSpan duration) =>
        s_handshakes.Record(duration.TotalSeconds, new(tag, name), new("tls.protocol.version", protocol == SslProtocols.Tls13 ? "1.3" : "1.2"));
}
