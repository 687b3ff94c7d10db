using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Smtp.Agents.Recipients;

/// <summary>Which recipients are known to exist, and which not. When it is full, what was not asked for the longest goes first. Thread-safe.</summary>
/// <param name="policy">How long what is kept, and how much.</param>
/// <param name="time">The clock.</param>
internal sealed class RecipientCache(RecipientCachePolicy policy, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly LinkedList<Entry> _byUse = [];

    /// <summary>How many answers are kept, those that no longer hold included.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Whether the recipient exists, if that is known.</summary>
    public bool? Find(string address)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(address, out var node))
            {
                return null;
            }

            _byUse.Remove(node);
            if (node.Value.Until <= time.GetTimestamp())
            {
                _entries.Remove(address);
                return null;
            }

            _byUse.AddLast(node);
            return node.Value.Exists;
        }
    }

    /// <summary>Keeps an answer.</summary>
    public void Keep(string address, bool exists)
    {
        var life = exists ? policy.Known : policy.Unknown;
        lock (_gate)
        {
            if (_entries.Remove(address, out var old))
            {
                _byUse.Remove(old);
            }

            while (_entries.Count >= policy.Entries && _byUse.First is { } oldest)
            {
                _byUse.RemoveFirst();
                _entries.Remove(oldest.Value.Address);
            }

            var until = time.GetTimestamp() + (long)(life.TotalSeconds * time.TimestampFrequency);
            _entries[address] = _byUse.AddLast(new Entry(address, exists, until));
        }
    }

    private readonly record struct Entry(string Address, bool Exists, long Until);
}
