namespace WebPublisher.Policy.PolicyTests;

/// <summary>A request for the web half, and what it is expected to decide.</summary>
public sealed record RequestTest : PolicyTest
{
    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The absolute http or https URL, as written.</summary>
    public required string Url { get; init; }

    /// <summary>When the request is made; null for now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What is expected.</summary>
    public required PolicyTestExpectation Expect { get; init; }
}
