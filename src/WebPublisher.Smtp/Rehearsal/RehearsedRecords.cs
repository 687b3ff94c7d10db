using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Rehearsal;

/// <summary>Keeps the last record of a rehearsed session's messages.</summary>
internal sealed class RehearsedRecords : MessageRecordSink
{
    /// <summary>The last message; null for none.</summary>
    public MessageRecord? Message { get; private set; }

    public override void Write(MessageRecord record) => Message = record;

    public override void Write(SessionRecord record)
    {
    }
}
