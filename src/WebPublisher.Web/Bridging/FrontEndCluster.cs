using System.Collections.Frozen;
using System.Collections.Immutable;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Web.Bridging.Http1;
using Yarp.ReverseProxy.Model;

namespace WebPublisher.Web.Bridging;

/// <summary>A farm in force under one kind of bridging.</summary>
/// <param name="Channel">How connections to it are made.</param>
/// <param name="Servers">Its servers, each once.</param>
/// <param name="Pools">The connections to each server, by what YARP calls the destination's id.</param>
/// <param name="State">YARP's runtime state: servers and their health.</param>
/// <param name="Affinity">The cookie that keeps a browser on its server, or null.</param>
internal sealed record FrontEndCluster(
    FrontEndChannel Channel, ImmutableArray<FrontEndServer> Servers, FrozenDictionary<string, ConnectionPool> Pools, ClusterState State, AffinityCookie? Affinity)
{
    /// <summary>Whether a server is given requests as far as probing and live traffic have found out.</summary>
    public static bool IsHealthy(DestinationState server) => server.Health.Active != DestinationHealth.Unhealthy && server.Health.Passive != DestinationHealth.Unhealthy;

    /// <summary>How its servers are.</summary>
    public IEnumerable<ServerHealth> Health => Servers.Select(server =>
    {
        var resting = Pools.GetValueOrDefault(server.Authority)?.Problem;
        var suspicion = State.Destinations.GetValueOrDefault(server.Authority)?.Health switch
        {
            { Active: DestinationHealth.Unhealthy } => "its probe fails",
            { Passive: DestinationHealth.Unhealthy } => "requests to it have failed",
            _ => null,
        };
        return new ServerHealth(Channel.Farm, server, suspicion is null, resting is not null, suspicion is null || resting is null ? resting ?? suspicion : $"{suspicion}; {resting}");
    });
}
