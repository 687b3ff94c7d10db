namespace WebPublisher.Administration.Journal;

/// <summary>What was counted in the last 15 minutes, the one that runs among them, minute by minute. Not for two threads at once.</summary>
/// <typeparam name="TKey">By what is counted.</typeparam>
/// <typeparam name="TMinute">A minute.</typeparam>
internal sealed class CountedQuarter<TKey, TMinute>
    where TKey : notnull
    where TMinute : CountedMinute<TKey>, new()
{
    /// <summary>How many minutes.</summary>
    public const int Minutes = 15;

    private readonly TMinute[] _minutes = [.. Enumerable.Range(0, Minutes).Select(_ => new TMinute())];
    private readonly long[] _numbers = new long[Minutes];

    /// <summary>Counts one more.</summary>
    /// <param name="second">When: seconds since 1970.</param>
    /// <param name="key">By this.</param>
    /// <param name="outcome">What became of it.</param>
    public void Add(long second, TKey key, DecisionOutcome outcome)
    {
        var number = second / 60;
        var place = number % Minutes;
        if (_numbers[place] != number)
        {
            _minutes[place].Clear();
            _numbers[place] = number;
        }

        _minutes[place].Add(key, outcome);
    }

    /// <summary>The sums, most first.</summary>
    /// <param name="second">Now: seconds since 1970.</param>
    public List<KeyValuePair<TKey, OutcomeCounts>> MostFirst(long second)
    {
        var sums = new Dictionary<TKey, OutcomeCounts>();
        for (var place = 0; place < Minutes; place++)
        {
            if (_numbers[place] <= (second / 60) - Minutes || _numbers[place] > second / 60)
            {
                continue;
            }

            foreach (var (key, counts) in _minutes[place].Counts)
            {
                if (!sums.TryGetValue(key, out var sum))
                {
                    sums.Add(key, sum = new OutcomeCounts());
                }

                sum.Add(counts);
            }
        }

        return [.. sums.OrderByDescending(sum => sum.Value.Total)];
    }
}
