using System.Diagnostics.Metrics;

namespace WebPublisher.Policy.Tests;

/// <summary>Adds up what one instrument measures for the values of one tag. Other tests may measure at the same time: compare only what is yours.</summary>
public sealed class RecordingMeter : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private readonly List<(string Tag, long Value)> _measurements = [];

    public RecordingMeter(string instrument, string tag)
    {
        _listener.InstrumentPublished = (i, listener) =>
        {
            if (i.Name == instrument)
            {
                listener.EnableMeasurementEvents(i);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            foreach (var (key, name) in tags)
            {
                if (key == tag)
                {
                    lock (_gate)
                    {
                        _measurements.Add(($"{name}", value));
                    }
                }
            }
        });
        _listener.Start();
    }

    public void Observe() => _listener.RecordObservableInstruments();

    public long[] Values(string tag)
    {
        lock (_gate)
        {
            return [.. _measurements.Where(m => m.Tag == tag).Select(m => m.Value)];
        }
    }

    public void Dispose() => _listener.Dispose();
}
