using System.Collections.Immutable;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>Puts external addresses in the place of internal ones in mail that leaves, and the other way round in mail that comes.</summary>
public sealed record AddressRewritingPolicy : AgentPolicy
{
    /// <summary>The most entries.</summary>
    public const int MaximumEntries = 10_000;

    /// <summary>The entries; the closest to an address holds.</summary>
    public ImmutableArray<AddressRewriteEntry> Entries { get; init; } = [];
}
