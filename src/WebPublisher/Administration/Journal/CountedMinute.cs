namespace WebPublisher.Administration.Journal;

/// <summary>What was counted in one minute, by something. Not for two threads at once.</summary>
/// <typeparam name="TKey">By what.</typeparam>
internal abstract class CountedMinute<TKey>
    where TKey : notnull
{
    /// <summary>The counts.</summary>
    public abstract IEnumerable<KeyValuePair<TKey, OutcomeCounts>> Counts { get; }

    /// <summary>Counts one more.</summary>
    public abstract void Add(TKey key, DecisionOutcome outcome);

    /// <summary>Begins at nothing again, for another minute.</summary>
    public abstract void Clear();
}
