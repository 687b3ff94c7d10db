using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.FrontEnds;

/// <summary>The servers of one webmail site behind the firewall.</summary>
public sealed record FrontEndFarm
{
    /// <summary>Its name in rules, logs and metrics; unique.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is declared.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>Its servers, at least one.</summary>
    public required ImmutableArray<FrontEndServer> Servers { get; init; }

    /// <summary>How a server is chosen among the healthy ones.</summary>
    public Balancing Balancing { get; init; } = Balancing.LeastRequests;

    /// <summary>Whether a browser stays with its server.</summary>
    public Affinity Affinity { get; init; } = Affinity.None;

    /// <summary>Probing, or null when servers are judged by live traffic alone.</summary>
    public HealthProbe? Health { get; init; }

    /// <summary>What a server's certificate must satisfy before any byte of a request is sent.</summary>
    public required FrontEndCertificatePolicy Certificate { get; init; }

    /// <summary>Time-outs, retry and circuit breaker.</summary>
    public FrontEndResilience Resilience { get; init; } = FrontEndResilience.Default;
}
