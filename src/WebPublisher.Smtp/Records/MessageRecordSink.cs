namespace WebPublisher.Smtp.Records;

/// <summary>Somewhere records of the mail half go. Called on the session's own thread: must not block, and must not throw.</summary>
public abstract class MessageRecordSink
{
    /// <summary>Takes note of a transaction that ended.</summary>
    public abstract void Write(MessageRecord record);

    /// <summary>Takes note of a session that ended.</summary>
    public abstract void Write(SessionRecord record);
}
