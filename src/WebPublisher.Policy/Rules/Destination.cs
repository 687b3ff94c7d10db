using System.Collections.Immutable;

namespace WebPublisher.Policy.Rules;

/// <summary>A host and the paths below it.</summary>
/// <param name="Host">The host.</param>
/// <param name="Paths">The paths; empty for all.</param>
public sealed record Destination(HostPattern Host, ImmutableArray<PathPattern> Paths);
