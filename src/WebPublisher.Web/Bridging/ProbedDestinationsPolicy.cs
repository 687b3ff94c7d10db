using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace WebPublisher.Web.Bridging;

/// <summary>
/// Which servers requests may go to. One that fails its probe gets none. One that only failed live traffic is avoided while there is another: it is better to try a
/// doubtful last server than to take the site down on a guess.
/// </summary>
internal sealed class ProbedDestinationsPolicy : IAvailableDestinationsPolicy
{
    /// <summary>Its name in cluster configuration.</summary>
    public const string PolicyName = "Probed";

    /// <inheritdoc/>
    public string Name => PolicyName;

    /// <inheritdoc/>
    public IReadOnlyList<DestinationState> GetAvailalableDestinations(ClusterConfig config, IReadOnlyList<DestinationState> allDestinations)
    {
        var probed = config.HealthCheck?.Active?.Enabled is true
            ? allDestinations.Where(static server => server.Health.Active != DestinationHealth.Unhealthy).ToArray()
            : [.. allDestinations];
        var undoubted = probed.Where(static server => server.Health.Passive != DestinationHealth.Unhealthy).ToArray();
        return undoubted.Length > 0 ? undoubted : probed;
    }
}
