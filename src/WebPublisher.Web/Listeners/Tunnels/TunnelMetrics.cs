using System.Diagnostics.Metrics;
using WebPublisher.Policy.Operations;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Listeners.Tunnels;

/// <summary>What is counted of tunnels.</summary>
internal sealed class TunnelMetrics : IDisposable
{
    private readonly Meter _meter = new(TelemetryNames.Meter);
    private readonly UpDownCounter<long> _tunnels;
    private readonly Counter<long> _tunnelBytes;

    public TunnelMetrics()
    {
        _tunnels = WebInstruments.Tunnels.UpDownCounter(_meter);
        _tunnelBytes = WebInstruments.TunnelBytes.Counter(_meter);
    }

    public void Opened(string listener) => _tunnels.Add(1, new KeyValuePair<string, object?>("listener", listener));

    public void Closed(string listener, long fromClient, long toClient)
    {
        _tunnels.Add(-1, new KeyValuePair<string, object?>("listener", listener));
        _tunnelBytes.Add(fromClient, new("listener", listener), new("direction", "in"));
        _tunnelBytes.Add(toClient, new("listener", listener), new("direction", "out"));
    }

    public void Dispose() => _meter.Dispose();
}
