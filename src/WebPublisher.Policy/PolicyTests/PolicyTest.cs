using System.Net;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.PolicyTests;

/// <summary>A request that is never sent, and what the policy is expected to decide about it.</summary>
public sealed record PolicyTest
{
    /// <summary>What it shows; unique in its file.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is written.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The absolute http or https URL, as written.</summary>
    public required string Url { get; init; }

    /// <summary>The client's address; null for one in no client address set.</summary>
    public IPAddress? From { get; init; }

    /// <summary>When the request is made; null for now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What is expected.</summary>
    public required PolicyTestExpectation Expect { get; init; }
}
