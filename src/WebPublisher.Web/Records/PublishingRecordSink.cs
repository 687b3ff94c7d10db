namespace WebPublisher.Web.Records;

/// <summary>Somewhere records go. Called once a request on the request's own thread: must not block, and must not keep the record.</summary>
public abstract class PublishingRecordSink
{
    /// <summary>Takes note of a finished request.</summary>
    public abstract void Write(PublishingRecord record);
}
