using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>Requests that become available at an even pace, and how many may be under way at once.</summary>
[Document("a rate limit")]
public sealed record RateLimitDocument : Document
{
    /// <summary>Requests in each period; more are refused (429).</summary>
    [Key("Requests in each period; more are refused (429).", Default = "1200", Minimum = "1", Maximum = "1000000")]
    public Located<int>? Requests { get; init; }

    /// <summary>The period.</summary>
    [Key("The period.", Default = "1m", Minimum = "1s", Maximum = "1h")]
    public Located<TimeSpan>? Period { get; init; }

    /// <summary>The most requests at once after a pause.</summary>
    [Key("The most requests at once after a pause.", Default = "(as many as requests)", Minimum = "1", Maximum = "1000000")]
    public Located<int>? Burst { get; init; }

    /// <summary>The most requests under way at the same time.</summary>
    [Key("The most requests under way at the same time.", Default = "(no limit)", Minimum = "1", Maximum = "100000")]
    public Located<int>? Concurrent { get; init; }
}
