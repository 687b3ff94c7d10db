namespace WebPublisher.Administration.Journal;

/// <summary>Counts by names. They come from the policy and from closed sets; so that nothing else ever makes this grow, those beyond a bound are counted as one.</summary>
internal sealed class CountedNames : CountedMinute<CountedName>
{
    /// <summary>Names counted in a minute.</summary>
    public const int MaximumNames = 256;

    /// <summary>What further names are counted as.</summary>
    public const string Other = "other";

    private readonly Dictionary<CountedName, OutcomeCounts> _counts = [];

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<CountedName, OutcomeCounts>> Counts => _counts;

    /// <inheritdoc/>
    public override void Add(CountedName key, DecisionOutcome outcome)
    {
        if (!_counts.TryGetValue(key, out var counts))
        {
            key = _counts.Count < MaximumNames ? key : key with { Name = Other };
            if (!_counts.TryGetValue(key, out counts))
            {
                _counts.Add(key, counts = new OutcomeCounts());
            }
        }

        counts.Add(outcome);
    }

    /// <inheritdoc/>
    public override void Clear() => _counts.Clear();
}
