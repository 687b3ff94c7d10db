using System.Diagnostics.Metrics;
using System.Security.Authentication;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Web.Listeners;

/// <summary>What the listeners count.</summary>
internal sealed class ListenerMetrics : IDisposable
{
    private readonly Meter _meter = new(TelemetryNames.Meter);
    private readonly Counter<long> _failures;
    private readonly Histogram<double> _handshakes;
    private readonly UpDownCounter<long> _tunnels;
    private readonly Counter<long> _tunnelBytes;

    public ListenerMetrics()
    {
        _failures = _meter.CreateCounter<long>("webpublisher.tls.handshake.failures", "{handshake}", "TLS handshakes that did not succeed");
        _handshakes = _meter.CreateHistogram<double>("webpublisher.tls.handshake.duration", "s", "Time of successful TLS handshakes");
        _tunnels = _meter.CreateUpDownCounter<long>("webpublisher.tunnels", "{connection}", "Connections relayed undecrypted now");
        _tunnelBytes = _meter.CreateCounter<long>("webpublisher.tunnel.bytes", "By", "Bytes relayed undecrypted");
    }

    public void HandshakeFailed(string listener, string reason) => _failures.Add(1, new("listener", listener), new("reason", reason));

    public void HandshakeDone(string listener, SslProtocols protocol, TimeSpan duration) =>
        _handshakes.Record(duration.TotalSeconds, new("listener", listener), new("tls.protocol.version", protocol == SslProtocols.Tls13 ? "1.3" : "1.2"));

    public void TunnelOpened(string listener) => _tunnels.Add(1, new KeyValuePair<string, object?>("listener", listener));

    public void TunnelClosed(string listener, long fromClient, long toClient)
    {
        _tunnels.Add(-1, new KeyValuePair<string, object?>("listener", listener));
        _tunnelBytes.Add(fromClient, new("listener", listener), new("direction", "in"));
        _tunnelBytes.Add(toClient, new("listener", listener), new("direction", "out"));
    }

    public void Dispose() => _meter.Dispose();
}
