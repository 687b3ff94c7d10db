using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>A span of hours on some days of the week.</summary>
[Document("a window")]
public sealed record ScheduleWindowDocument : Document
{
    /// <summary>The days on which it begins.</summary>
    [Key("The days on which it begins.", Default = "(every day)", Example = "monday")]
    public DocumentList<Located<DayOfWeek>> Days { get; init; } = new();

    /// <summary>Its first minute.</summary>
    [Key("Its first minute.", Required = true, Example = "08:00")]
    public Located<TimeOnly>? From { get; init; }

    /// <summary>The minute after its last. Not later than from: it runs past midnight.</summary>
    [Key("The minute after its last. Not later than from: it runs past midnight.", Required = true, Example = "18:00")]
    public Located<TimeOnly>? To { get; init; }
}
