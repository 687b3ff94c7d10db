using System.Collections.Immutable;
using WebPublisher.Administration.Model;
using WebPublisher.Policy;

namespace WebPublisher.Administration.Journal;

/// <summary>
/// The latest decisions of both halves, in memory: those that were not served, and beside them all. Whoever decides leaves an entry under a lock that is held for as long as it
/// takes to copy it; whoever looks on has a queue, and what does not fit that is lost to them alone.
/// </summary>
/// <param name="policy">Says which query parameters may be shown.</param>
internal sealed class DecisionJournal(Snapshot<PublisherPolicy> policy)
{
    /// <summary>Decisions kept that were refused, failed or held.</summary>
    public const int MaximumRefusals = 2000;

    /// <summary>Decisions kept whatever became of them.</summary>
    public const int MaximumOfAll = 500;

    private readonly Lock _gate = new();
    private readonly DecisionRing _refusals = new(MaximumRefusals);
    private readonly DecisionRing _all = new(MaximumOfAll);
    private ImmutableArray<DecisionWatch> _watches = [];
    private long _number;

    /// <summary>Takes note of a decision. For any thread; waits for nothing but others who do the same.</summary>
    public void Note(in JournalEntry decided)
    {
        JournalEntry entry;
        ImmutableArray<DecisionWatch> watches;
        lock (_gate)
        {
            entry = decided with { Number = ++_number };
            _all.Add(entry);
            if (entry.Outcome != DecisionOutcome.Served)
            {
                _refusals.Add(entry);
            }

            watches = _watches;
        }

        foreach (var watch in watches)
        {
            watch.Offer(entry);
        }
    }

    /// <summary>Looks on from now on, until the watch is disposed of.</summary>
    /// <param name="all">Whether at what is served as well.</param>
    public DecisionWatch Watch(bool all)
    {
        var watch = new DecisionWatch(all, Leave);
        lock (_gate)
        {
            _watches = _watches.Add(watch);
        }

        return watch;
    }

    /// <summary>The latest decisions that a query asks for, the latest first.</summary>
    public ImmutableArray<Decision> Find(DecisionQuery query) =>
        [.. NewestFirst().Select(Format).Where(query.Matches).Take(query.Limit)];

    /// <summary>What is known here of a number; null for nothing.</summary>
    public Decision? Find(string reference) => NewestFirst().Where(entry => entry.Reference == reference).Select(Format).FirstOrDefault();

    /// <summary>Formats an entry by the policy in force.</summary>
    public Decision Format(JournalEntry entry) => entry.ToDecision(policy.Current.Logging.QueryParameters);

    private IEnumerable<JournalEntry> NewestFirst()
    {
        List<JournalEntry> refusals, all;
        lock (_gate)
        {
            (refusals, all) = (_refusals.NewestFirst(), _all.NewestFirst());
        }

        // Both are in order, and the one of all reaches less far back: behind its last entry there are refusals alone.
        var last = all.Count == 0 ? 0 : all[^1].Number;
        return all.Concat(refusals.Where(entry => entry.Number < last));
    }

    private void Leave(DecisionWatch watch)
    {
        lock (_gate)
        {
            _watches = _watches.Remove(watch);
        }
    }
}
