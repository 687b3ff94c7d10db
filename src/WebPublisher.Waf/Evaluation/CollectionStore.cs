using System.Collections.Concurrent;
using WebPublisher.Waf.Compilation;

namespace WebPublisher.Waf.Evaluation;

/// <summary>The persistent collections of a rule set, in memory. They begin anew with the rule set and with the process. Thread safe.</summary>
internal sealed class CollectionStore
{
    /// <summary>How many collections there may be; then those that are forgotten soonest make room.</summary>
    public const int Most = 50_000;

    private readonly ConcurrentDictionary<(Variable Kind, string Key), StoredCollection> _collections = new();

    /// <summary>Finds or begins a collection.</summary>
    /// <param name="kind">Which collection variable.</param>
    /// <param name="key">What it is of.</param>
    /// <param name="now">Seconds since 1970.</param>
    /// <param name="lifetime">Seconds it lives after it was last written.</param>
    /// <param name="isNew">Whether it begins now.</param>
    public StoredCollection Open(Variable kind, string key, long now, long lifetime, out bool isNew)
    {
        isNew = false;
        if (_collections.TryGetValue((kind, key), out var known))
        {
            if (known.Expires > now)
            {
                return known;
            }

            _collections.TryRemove((kind, key), out _);
        }

        if (_collections.Count >= Most)
        {
            MakeRoom(now);
        }

        isNew = true;
        return _collections.GetOrAdd((kind, key), _ => new StoredCollection(key, now, lifetime));
    }

    private void MakeRoom(long now)
    {
        // A tenth at a time, so that sorting is rare.
        var oldest = _collections.OrderBy(entry => entry.Value.Expires).Take(Most / 10).ToList();
        foreach (var entry in oldest)
        {
            _collections.TryRemove(entry);
        }

        foreach (var entry in _collections.Where(entry => entry.Value.Expires <= now).ToList())
        {
            _collections.TryRemove(entry);
        }
    }
}
