using System.Diagnostics.Metrics;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Web.Tests.Logons;

/// <summary>Counts how often the guard has let logons of a kind wait.</summary>
internal sealed class DelayedLogons : IDisposable
{
    private readonly MeterListener _listener = new();
    private int _count;

    /// <param name="kind">The kind, as metrics call it.</param>
    public DelayedLogons(string kind)
    {
        _listener.InstrumentPublished = (published, self) =>
        {
            if (published.Meter.Name == TelemetryNames.Meter && published.Name == "webpublisher.logons")
            {
                self.EnableMeasurementEvents(published);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            if (tags.ToArray() is [{ Value: string its }, { Value: "delayed" }] && its == kind)
            {
                Interlocked.Increment(ref _count);
            }
        });
        _listener.Start();
    }

    public int Count => Volatile.Read(ref _count);

    public void Dispose() => _listener.Dispose();
}
