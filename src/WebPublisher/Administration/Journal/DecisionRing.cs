namespace WebPublisher.Administration.Journal;

/// <summary>The latest entries, as many as fit. Not for two threads at once.</summary>
/// <param name="capacity">How many.</param>
internal sealed class DecisionRing(int capacity)
{
    private readonly JournalEntry[] _entries = new JournalEntry[capacity];
    private long _added;

    /// <summary>Takes one in, in the place of the oldest.</summary>
    public void Add(in JournalEntry entry) => _entries[_added++ % capacity] = entry;

    /// <summary>What is there, the latest first.</summary>
    public List<JournalEntry> NewestFirst()
    {
        var entries = new List<JournalEntry>((int)Math.Min(_added, capacity));
        for (var place = _added - 1; place >= Math.Max(0, _added - capacity); place--)
        {
            entries.Add(_entries[place % capacity]);
        }

        return entries;
    }
}
