using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace WebPublisher.Policy.Operations.Instruments;

/// <summary>
/// An instrument of the product: what it is called, what it measures in which unit, and by which tags. Instruments are made by their definitions alone, so that the
/// reference of metrics (<c>docs/metrics.md</c>), which is written from the definitions, cannot differ from what is exported.
/// </summary>
/// <param name="Name">Its name, by OpenTelemetry's semantic conventions where they have one, else beginning with <c>webpublisher.</c></param>
/// <param name="Kind">How its values are to be read.</param>
/// <param name="Unit">Its unit in UCUM; what is counted stands in braces.</param>
/// <param name="Meaning">What it measures, a sentence.</param>
/// <param name="Tags">Its tags. A measurement has each of them or leaves it out; it has no other.</param>
public sealed record InstrumentDefinition(string Name, InstrumentKind Kind, string Unit, string Meaning, params ImmutableArray<InstrumentTag> Tags)
{
    /// <summary>Upper bounds of a histogram's buckets in <see cref="Unit"/>; empty for other kinds.</summary>
    public ImmutableArray<double> Buckets { get; init; } = [];

    /// <summary>Makes the counter.</summary>
    public Counter<long> Counter(Meter meter) => Of(InstrumentKind.Counter, meter).CreateCounter<long>(Name, Unit, Meaning);

    /// <summary>Makes the counter that is asked when somebody looks.</summary>
    public void Counter(Meter meter, Func<long> observe) => Of(InstrumentKind.Counter, meter).CreateObservableCounter(Name, observe, Unit, Meaning);

    /// <summary>Makes the counter that grows and shrinks.</summary>
    public UpDownCounter<long> UpDownCounter(Meter meter) => Of(InstrumentKind.UpDownCounter, meter).CreateUpDownCounter<long>(Name, Unit, Meaning);

    /// <summary>Makes the gauge, which is asked when somebody looks.</summary>
    public void Gauge<T>(Meter meter, Func<IEnumerable<Measurement<T>>> observe)
        where T : struct => Of(InstrumentKind.Gauge, meter).CreateObservableGauge(Name, observe, Unit, Meaning);

    /// <summary>Makes the gauge of one value.</summary>
    public void Gauge<T>(Meter meter, Func<T> observe)
        where T : struct => Of(InstrumentKind.Gauge, meter).CreateObservableGauge(Name, observe, Unit, Meaning);

    /// <summary>Makes the histogram.</summary>
    public Histogram<T> Histogram<T>(Meter meter)
        where T : struct, IConvertible =>
        Of(InstrumentKind.Histogram, meter).CreateHistogram(
            Name,
            Unit,
            Meaning,
            tags: null,
            new InstrumentAdvice<T> { HistogramBucketBoundaries = [.. Buckets.Select(bound => (T)Convert.ChangeType(bound, typeof(T), System.Globalization.CultureInfo.InvariantCulture))] });

    /// <summary>
    /// Has something done whenever somebody collects, before anything is read. The way to be told is an instrument that is asked and never has a value: it is not exported, and
    /// has no definition.
    /// </summary>
    /// <param name="meter">The meter that is collected.</param>
    /// <param name="act">What is done. Several may collect at once.</param>
    public static void BeforeCollecting(Meter meter, Action act) => meter.CreateObservableCounter<long>("webpublisher.collecting", () =>
    {
        act();
        return [];
    });

    private Meter Of(InstrumentKind kind, Meter meter) => kind == Kind ? meter : throw new InvalidOperationException($"{Name} is a {Kind}.");
}
