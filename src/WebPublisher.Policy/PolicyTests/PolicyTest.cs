using System.Net;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.PolicyTests;

/// <summary>Something that is never sent, and what the policy is expected to decide about it.</summary>
public abstract record PolicyTest
{
    /// <summary>What it shows; unique in its file.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is written.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>The client's address; null for one in no client address set.</summary>
    public IPAddress? From { get; init; }
}
