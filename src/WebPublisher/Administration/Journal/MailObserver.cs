using WebPublisher.Administration.Model;
using WebPublisher.Refusals;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Administration.Journal;

/// <summary>Tells journal and counters of mail.</summary>
/// <param name="journal">The journal.</param>
/// <param name="counters">The counters.</param>
internal sealed class MailObserver(DecisionJournal journal, TrafficCounters counters) : MessageRecordSink
{
    private const int MaximumRecipients = 3;
    private const int MaximumAddress = 128;

    /// <inheritdoc/>
    public override void Write(MessageRecord record)
    {
        var facts = MailFacts.Of(record);
        counters.Note(facts, record);
        journal.Note(new JournalEntry(facts.Outcome, new Decision(
            record.Reference,
            record.Started,
            DecisionWords.Message,
            DecisionWords.Of(facts.Outcome),
            record.Client.Address.ToString(),
            Envelope(record),
            facts.By,
            facts.Reason,
            EvidenceText.OrNull((record.Reply ?? record.Refusals.LastOrDefault()?.Reply)?.ToString()) ?? "none",
            EvidenceText.Milliseconds(record.Duration),
            record.Bytes)));
    }

    /// <inheritdoc/>
    public override void Write(SessionRecord record)
    {
        var facts = MailFacts.Of(record);
        counters.Note(facts, record);
        journal.Note(new JournalEntry(facts.Outcome, new Decision(
            record.Reference,
            record.Started,
            DecisionWords.Session,
            DecisionWords.Of(facts.Outcome),
            record.Client.Address.ToString(),
            $"session of {EvidenceText.OrNull(record.ClientName, MaximumAddress) ?? "a client without a name"} at {record.Connector}",
            facts.By,
            facts.Reason,
            EvidenceText.OrNull(record.LastRefusal) ?? record.End.ToString(),
            EvidenceText.Milliseconds(record.Duration),
            record.BytesReceived)));
    }

    private static string Envelope(MessageRecord record)
    {
        string[] recipients =
        [
            .. record.Recipients.Concat(record.Refusals.Select(refused => refused.Recipient)).Take(MaximumRecipients).Select(recipient => EvidenceText.Of(recipient.ToString(), MaximumAddress)),
        ];
        var more = record.Recipients.Length + record.RefusedRecipients - MaximumRecipients;
        var sender = EvidenceText.Of(record.Sender.ToString(), MaximumAddress);
        return recipients.Length == 0 ? sender : $"{sender} to {string.Join(' ', recipients)}{(more > 0 ? $" and {more} more" : "")}";
    }
}
