using WebPublisher.Web.Records;

namespace WebPublisher.Administration.Journal;

/// <summary>Tells journal and counters of requests. For one that was served nothing is formatted and nothing allocated.</summary>
/// <param name="journal">The journal.</param>
/// <param name="counters">The counters.</param>
internal sealed class RequestObserver(DecisionJournal journal, TrafficCounters counters) : PublishingRecordSink
{
    /// <inheritdoc/>
    public override void Write(PublishingRecord record)
    {
        var facts = RequestFacts.Of(record);
        counters.Note(facts);
        var entry = new JournalEntry(facts);

        // What was refused is formatted at once: many more of these are kept, and long paths should not be kept with them.
        journal.Note(facts.Outcome == DecisionOutcome.Served ? entry : new JournalEntry(facts.Outcome, journal.Format(entry)));
    }
}
