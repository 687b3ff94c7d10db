using System.Collections.Immutable;

namespace WebPublisher.Policy.Rules;

/// <summary>How many requests one client and one user may make of a section.</summary>
public sealed record RateLimitsPolicy
{
    /// <summary>What one client may do, or null for no limit.</summary>
    public RateLimit? PerClient { get; init; }

    /// <summary>What one user may do, or null for no limit.</summary>
    public RateLimit? PerUser { get; init; }

    /// <summary>The cookies that users' sessions are known by.</summary>
    public ImmutableArray<string> SessionCookies { get; init; } = [];

    /// <summary>Clients that are not limited.</summary>
    public ImmutableArray<ClientAddressSet> Except { get; init; } = [];
}
