using System.Collections.Immutable;

namespace WebPublisher.Policy.Rules;

/// <summary>A named set of published hosts and paths.</summary>
/// <param name="Name">Its name in the policy.</param>
/// <param name="Destinations">Its members; one that matches suffices.</param>
public sealed record DestinationSet(string Name, ImmutableArray<Destination> Destinations);
