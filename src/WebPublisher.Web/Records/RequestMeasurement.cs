namespace WebPublisher.Web.Records;

/// <summary>What metrics tell of a request, taken out of its record: nothing in it is as long as a stranger likes.</summary>
internal readonly struct RequestMeasurement(PublishingRecord record)
{
    /// <summary>What requests are told apart by.</summary>
    public RequestTags Tags { get; } = new(record);

    /// <summary>Bytes of the request body.</summary>
    public long RequestBytes { get; } = record.RequestBytes;

    /// <summary>Bytes of the response body.</summary>
    public long ResponseBytes { get; } = record.ResponseBytes;

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; } = record.Duration;

    /// <summary>Name of the farm, or null.</summary>
    public string? Farm { get; } = record.Farm;

    /// <summary>The front end, <c>host:port</c>, or null.</summary>
    public string? FrontEnd { get; } = record.FrontEnd;

    /// <summary>How long the front end took, or null.</summary>
    public TimeSpan? FrontEndDuration { get; } = record.FrontEndDuration;
}
