namespace WebPublisher.Administration.Journal;

/// <summary>What was counted in one second. Its members mean what those of <see cref="Model.TrafficSecond"/> mean.</summary>
internal struct CountedSecond
{
    public long Number;
    public long Requests;
    public long RequestsRefused;
    public long RequestsFailed;
    public long Messages;
    public long MessagesRefused;
    public long BytesIn;
    public long BytesOut;
    public TimeSpan Duration;
}
