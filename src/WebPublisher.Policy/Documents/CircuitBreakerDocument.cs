using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>When a failing server is left alone.</summary>
[Document("a circuit breaker")]
public sealed record CircuitBreakerDocument : Document
{
    /// <summary>Failed connections in a row after which a server is left alone.</summary>
    [Key("Failed connections in a row after which a server is left alone.", Default = "5", Minimum = "2", Maximum = "1000")]
    public Located<int>? Failures { get; init; }

    /// <summary>How long it is left alone.</summary>
    [Key("How long it is left alone.", Default = "30s", Minimum = "1s", Maximum = "1h")]
    public Located<TimeSpan>? OpenFor { get; init; }
}
