namespace WebPublisher.Policy.Rules;

/// <summary>How long requests of a section and their answers may take, and how slow and long they may be.</summary>
public sealed record LimitsPolicy
{
    /// <summary>Longest silence before the answer begins, or null for the farm's time-out. A Ping of ActiveSync is answered after up to 59 minutes (MS-ASCMD section 2.2.1.13).</summary>
    public TimeSpan? ResponseTimeout { get; init; }

    /// <summary>Longest silence from then on, or null for the farm's time-out.</summary>
    public TimeSpan? ActivityTimeout { get; init; }

    /// <summary>Longest time from the first byte of the request to the last of its answer, or null for any.</summary>
    public TimeSpan? RequestTimeout { get; init; }

    /// <summary>The slowest a client may send, or null for as slowly as it likes.</summary>
    public DataRate? MinimumRequestRate { get; init; } = DataRate.Usual;

    /// <summary>The slowest a client may take what there is for it, or null for as slowly as it likes.</summary>
    public DataRate? MinimumResponseRate { get; init; } = DataRate.Usual;

    /// <summary>Longest body of an answer in bytes, or null for any.</summary>
    public long? MaximumResponseBody { get; init; }
}
