using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy;
using WebPublisher.Policy.FrontEnds;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Bridging;

/// <summary>The farms in force. Farms that a reload leaves unchanged keep their connections, health and circuit breakers.</summary>
public sealed class FrontEndFarms : IDisposable
{
    private readonly IServiceProvider _services;
    private readonly InMemoryConfigProvider _clusters;
    private readonly ClusterAcceptance _acceptance;
    private readonly FrontEndClients _clients;
    private readonly IProxyStateLookup _states;
    private readonly IActiveHealthCheckMonitor _monitor;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _oneAtATime = new(1);

    // A request finds its clusters by the farm object of the very policy it is judged by; they live as long as that policy does.
    private readonly ConditionalWeakTable<FrontEndFarm, FarmClusters> _byFarm = [];
    private Dictionary<string, FrontEndCluster> _inForce = new(StringComparer.Ordinal);

    internal FrontEndFarms(IServiceProvider services)
    {
        _services = services;
        _clusters = services.GetRequiredService<InMemoryConfigProvider>();
        _acceptance = services.GetRequiredService<ClusterAcceptance>();
        _clients = services.GetRequiredService<FrontEndClients>();
        _states = services.GetRequiredService<IProxyStateLookup>();
        _monitor = services.GetRequiredService<IActiveHealthCheckMonitor>();
        _logger = services.GetRequiredService<ILogger<FrontEndFarms>>();
    }

    /// <summary>Puts the farms that the policy's rules publish to in force; completes when YARP has accepted them.</summary>
    /// <param name="policy">The policy that is about to be published.</param>
    /// <param name="cancellation">Gives up waiting for an earlier call to finish.</param>
    /// <exception cref="FrontEndFarmsException">They cannot be put in force; those before stay.</exception>
    public async Task ApplyAsync(WebPolicy policy, CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            if (!_acceptance.IsLoaded)
            {
                // Loads the empty set the provider begins with. An error in a later one is reported; in the first it would be fatal to YARP.
                new DetachedEndpoints(_services).MapReverseProxy(static _ => { });
            }

            await TakeOverAsync(FarmInUse.Of(policy));
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>Names of the farms in force that have no server which probes and live traffic find healthy, in alphabetical order. For readiness; the last server is tried all the same.</summary>
    public ImmutableArray<string> WithoutHealthyServer =>
    [
        .. Volatile.Read(ref _inForce).Values
            .Where(static cluster => !cluster.State.DestinationsState.AllDestinations.Any(FrontEndCluster.IsHealthy))
            .Select(static cluster => cluster.Channel.Farm)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>How the servers of the farms in force are; where one is reached in two ways, each has to be well.</summary>
    public ImmutableArray<ServerHealth> Health =>
    [
        .. Volatile.Read(ref _inForce).Values
            .SelectMany(static cluster => cluster.Health)
            .GroupBy(static health => (health.Group, health.Server))
            .Select(static ways => ways.FirstOrDefault(static health => !health.IsAvailable) ?? ways.First())
            .OrderBy(static health => health.Group, StringComparer.Ordinal),
    ];

    /// <summary>The farm's servers under one kind of bridging, or null when it was never put in force so.</summary>
    internal FrontEndCluster? Find(FrontEndFarm farm, BridgingMode bridging) =>
        _byFarm.TryGetValue(farm, out var clusters) ? clusters.Under(bridging) : null;

    private async Task TakeOverAsync(IReadOnlyList<FarmInUse> farms)
    {
        try
        {
            _clients.Add(farms.Select(static use => use.Channel));
            var revision = Guid.NewGuid().ToString();
            var accepted = _acceptance.Await(revision);
            _clusters.Update([], [.. farms.Select(static use => use.Cluster).DistinctBy(static cluster => cluster.ClusterId, StringComparer.Ordinal)], revision);
            await accepted;
        }
        catch (Exception e)
        {
            _clients.KeepOnly(_inForce.Values.Select(static cluster => cluster.Channel));
            throw new FrontEndFarmsException($"The front ends could not be put in force: {string.Join(" ", Reasons(e))}", e);
        }

        var next = new Dictionary<string, FrontEndCluster>(StringComparer.Ordinal);
        var added = new List<FrontEndCluster>();
        foreach (var use in farms)
        {
            var id = use.Cluster.ClusterId;
            if (next.ContainsKey(id))
            {
                continue;
            }

            if (!_inForce.TryGetValue(id, out var cluster))
            {
                cluster = Make(use);
                added.Add(cluster);
                _logger.FarmInForce(use.Farm.Name, use.Farm.Servers.Length, use.Channel.Bridging.ToString());
            }

            next.Add(id, cluster);
        }

        foreach (var farm in farms.GroupBy(static use => use.Farm, ReferenceEqualityComparer.Instance))
        {
            FrontEndCluster? Cluster(BridgingMode bridging) =>
                farm.FirstOrDefault(use => use.Channel.Bridging == bridging) is { } use ? next[use.Cluster.ClusterId] : null;

            _byFarm.AddOrUpdate((FrontEndFarm)farm.Key!, new FarmClusters(Cluster(BridgingMode.Https), Cluster(BridgingMode.Http)));
        }

        _inForce = next;
        _clients.KeepOnly(farms.Select(static use => use.Channel));

        // YARP probes a cluster that comes with a reload only after its first interval. It runs in the background and reports to its own log.
        _ = _monitor.CheckHealthAsync([.. added.Select(static cluster => cluster.State)]);
    }

    private FrontEndCluster Make(FarmInUse use)
    {
        if (!_states.TryGetCluster(use.Cluster.ClusterId, out var state))
        {
            throw new InvalidOperationException($"Cluster {use.Cluster.ClusterId} was accepted but is not there.");
        }

        var client = _clients.Of(use.Channel);
        ImmutableArray<FrontEndServer> servers = [.. use.Farm.Servers.DistinctBy(static server => server.Authority, StringComparer.OrdinalIgnoreCase)];
        var pools = servers.ToFrozenDictionary(static server => server.Authority, client.PoolOf, StringComparer.OrdinalIgnoreCase);
        return new FrontEndCluster(use.Channel, servers, pools, state, use.Farm.Affinity == Affinity.Cookie ? new AffinityCookie(use.Farm) : null);
    }

    private static IEnumerable<string> Reasons(Exception e) => e is AggregateException all ? all.InnerExceptions.Select(static inner => inner.Message) : [e.Message];
}
