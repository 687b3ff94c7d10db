using System.Diagnostics.Metrics;
using WebPublisher.Policy.Operations;
using WebPublisher.Web.Listeners.Http2;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Listeners.Quotas;

/// <summary>Counts connections that were refused or cut before their time.</summary>
internal sealed class ConnectionMetrics : IDisposable
{
    private static readonly string[] s_reasons = Enum.GetNames<ConnectionCut>();
    private static readonly string[] s_floods = Enum.GetNames<FloodKind>();

    private readonly Meter _meter = new(TelemetryNames.Meter);
    private readonly Counter<long> _cut;

    public ConnectionMetrics() => _cut = WebInstruments.ConnectionsCut.Counter(_meter);

    public void Cut(string listener, ConnectionCut reason, FloodKind? flood) =>
        _cut.Add(1, new("listener", listener), new("reason", s_reasons[(int)reason]), new("flood", flood is { } kind ? s_floods[(int)kind] : null));

    public void Dispose() => _meter.Dispose();
}
