namespace WebPublisher.Policy.Operations.Instruments;

/// <summary>How an instrument's values are to be read.</summary>
public enum InstrumentKind
{
    /// <summary>Only grows, until the process starts again: read it by its rate.</summary>
    Counter,

    /// <summary>Grows and shrinks: how many there are now.</summary>
    UpDownCounter,

    /// <summary>What is the case now.</summary>
    Gauge,

    /// <summary>Counts values by size.</summary>
    Histogram,
}
