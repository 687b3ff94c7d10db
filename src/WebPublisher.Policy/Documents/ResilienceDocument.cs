using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>What happens when a server does not answer.</summary>
[Document("resilience settings")]
public sealed record ResilienceDocument : Document
{
    /// <summary>The longest time for TCP and TLS together.</summary>
    [Key("The longest time for TCP and TLS together.", Default = "5s", Minimum = "100ms", Maximum = "2m")]
    public Located<TimeSpan>? ConnectTimeout { get; init; }

    /// <summary>The longest silence while a request or its response is under way.</summary>
    [Key("The longest silence while a request or its response is under way.", Default = "100s", Minimum = "1s", Maximum = "24h")]
    public Located<TimeSpan>? ActivityTimeout { get; init; }

    /// <summary>How many other servers are tried when no connection could be made and no byte of a body was sent.</summary>
    [Key("How many other servers are tried when no connection could be made and no byte of a body was sent.", Default = "1", Minimum = "0", Maximum = "5")]
    public Located<int>? Retries { get; init; }

    /// <summary>When a failing server is left alone.</summary>
    [Key("When a failing server is left alone.")]
    public CircuitBreakerDocument? CircuitBreaker { get; init; }
}
