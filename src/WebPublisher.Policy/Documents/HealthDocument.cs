using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>Active probing: a GET that must be answered 2xx.</summary>
[Document("a health probe")]
public sealed record HealthDocument : Document
{
    /// <summary>Path and query to ask for.</summary>
    [Key("Path and query to ask for.", Required = true, Example = "/owa/healthcheck.htm")]
    public Located<string>? Path { get; init; }

    /// <summary>The pause between probes of one server.</summary>
    [Key("The pause between probes of one server.", Default = "10s", Minimum = "1s", Maximum = "1h")]
    public Located<TimeSpan>? Interval { get; init; }

    /// <summary>A slower answer counts as none.</summary>
    [Key("A slower answer counts as none.", Default = "5s", Minimum = "100ms", Maximum = "5m")]
    public Located<TimeSpan>? Timeout { get; init; }

    /// <summary>Probes that must fail in a row before the server is taken out.</summary>
    [Key("Probes that must fail in a row before the server is taken out.", Default = "2", Minimum = "1", Maximum = "100")]
    public Located<int>? Failures { get; init; }
}
