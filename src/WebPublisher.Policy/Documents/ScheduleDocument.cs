using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>Hours of the week in one time zone.</summary>
[Document("a schedule")]
public sealed record ScheduleDocument : Document
{
    /// <summary>The zone whose clock is meant, by its IANA name; daylight saving is followed.</summary>
    [Key("The zone whose clock is meant, by its IANA name; daylight saving is followed.", Required = true, Example = "Europe/Berlin")]
    public Located<string>? TimeZone { get; init; }

    /// <summary>The spans of hours; any of them suffices.</summary>
    [Key("The spans of hours; any of them suffices.", Required = true)]
    public DocumentList<ScheduleWindowDocument> Windows { get; init; } = new();
}
