using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace WebPublisher.Web.Logons;

/// <summary>
/// What is counted of whom, for a bounded number of them. When there are too many, what has run out goes first, then the quarter that was added to longest ago. Thread-safe; an entry
/// guards itself.
/// </summary>
/// <typeparam name="TEntry">What is counted of one.</typeparam>
/// <param name="time">The clock.</param>
/// <param name="maximum">The most entries.</param>
internal sealed class BoundedTable<TEntry>(TimeProvider time, int maximum)
    where TEntry : CountedEntry, new()
{
    private readonly ConcurrentDictionary<UInt128, TEntry> _entries = new();
    private readonly Lock _sweeping = new();
    private int _count;

    /// <summary>How many entries there are; a moment's work on other threads may not be counted yet.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The entry of a key, if there is one.</summary>
    public bool TryGet(UInt128 key, [NotNullWhen(true)] out TEntry? entry) => _entries.TryGetValue(key, out entry);

    /// <summary>The entry of a key; a new one if there is none.</summary>
    public TEntry GetOrAdd(UInt128 key)
    {
        if (_entries.TryGetValue(key, out var entry))
        {
            return entry;
        }

        if (Volatile.Read(ref _count) >= maximum)
        {
            MakeRoom();
        }

        var made = new TEntry();
        if (_entries.TryAdd(key, made))
        {
            Interlocked.Increment(ref _count);
            return made;
        }

        return _entries.GetOrAdd(key, made);
    }

    /// <summary>Forgets a key.</summary>
    public void Remove(UInt128 key)
    {
        if (_entries.TryRemove(key, out _))
        {
            Interlocked.Decrement(ref _count);
        }
    }

    private void MakeRoom()
    {
        lock (_sweeping)
        {
            if (_count < maximum)
            {
                return;
            }

            var now = time.GetTimestamp();
            var ends = new List<long>(maximum);
            foreach (var (key, entry) in _entries)
            {
                if (entry.EndsAt <= now)
                {
                    Remove(key);
                }
                else
                {
                    ends.Add(entry.EndsAt);
                }
            }

            if (_count < maximum - (maximum / 4))
            {
                return;
            }

            ends.Sort();
            var last = ends[ends.Count / 4];
            foreach (var (key, entry) in _entries)
            {
                if (entry.EndsAt <= last)
                {
                    Remove(key);
                }
            }
        }
    }
}
