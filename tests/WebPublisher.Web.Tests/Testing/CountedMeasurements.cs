using System.Diagnostics.Metrics;
using System.Threading.Channels;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Web.Tests.Testing;

/// <summary>What one of the product's instruments was told.</summary>
internal sealed class CountedMeasurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Channel<IReadOnlyDictionary<string, object?>> _tags = Channel.CreateUnbounded<IReadOnlyDictionary<string, object?>>();

    /// <param name="instrument">Name of a counter or histogram.</param>
    /// <param name="listener">Value of the tag <c>listener</c> that belongs to this test.</param>
    public CountedMeasurements(string instrument, string listener)
    {
        _listener.InstrumentPublished = (published, self) =>
        {
            if (published.Meter.Name == TelemetryNames.Meter && published.Name == instrument)
            {
                self.EnableMeasurementEvents(published);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Note(listener, tags));
        _listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Note(listener, tags));
        _listener.Start();
    }

    /// <summary>The tags of the next measurement.</summary>
    public async Task<IReadOnlyDictionary<string, object?>> NextAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        return await _tags.Reader.ReadAsync(timeout.Token);
    }

    public void Dispose() => _listener.Dispose();

    private void Note(string listener, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var named = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal);
        if (Equals(named["listener"], listener))
        {
            _tags.Writer.TryWrite(named);
        }
    }
}
