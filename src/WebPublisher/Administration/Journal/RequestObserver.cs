using WebPublisher.Web.Records;

namespace WebPublisher.Administration.Journal;

/// <summary>Tells journal and counters of requests. For one that was served and is of usual length nothing is formatted and nothing allocated.</summary>
/// <param name="journal">The journal.</param>
/// <param name="counters">The counters.</param>
internal sealed class RequestObserver(DecisionJournal journal, TrafficCounters counters) : PublishingRecordSink
{
    /// <inheritdoc/>
    public override void Write(PublishingRecord record)
    {
        var facts = new RequestFacts(record);
        counters.Note(facts);
        var entry = new JournalEntry(facts);

        // What was refused is formatted at once: many more of these are kept. So is what is long, which should not be kept as long as it is.
        journal.Note(entry.Outcome == DecisionOutcome.Served && facts.IsSmall ? entry : new JournalEntry(entry.Outcome, journal.Format(entry)));
    }
}
