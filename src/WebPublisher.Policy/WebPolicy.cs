using System.Collections.Immutable;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy;

/// <summary>What the web half listens on and publishes.</summary>
public sealed record WebPolicy
{
    /// <summary>The declared listeners; no other port is opened.</summary>
    public required ImmutableArray<ListenerPolicy> Listeners { get; init; }

    /// <summary>The front-end farms rules publish to.</summary>
    public required ImmutableArray<FrontEndFarm> FrontEnds { get; init; }

    /// <summary>Rules in listed order, first match wins; the last one is always <see cref="PublishingRule.Default"/>.</summary>
    public required ImmutableArray<PublishingRule> Rules { get; init; }
}
