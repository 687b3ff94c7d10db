using System.Globalization;
using System.Net;
using WebPublisher.Policy.FrontEnds;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Bridging;

/// <summary>The one place where a farm becomes what YARP calls a cluster.</summary>
internal static class ClusterTranslation
{
    /// <summary>Metadata key under which a cluster names its <see cref="FrontEndChannel.Fingerprint"/>.</summary>
    public const string ChannelMetadata = "WebPublisher.Channel";

    /// <summary>Metadata key under which a cluster keeps the path and query of its health probe.</summary>
    public const string ProbeMetadata = "WebPublisher.Probe";

    /// <summary>Translates a farm under one kind of bridging.</summary>
    /// <remarks>
    /// The id holds a digest of the content. A farm that a reload does not change keeps its id, and with it its health, its counters and its client. One that changes
    /// becomes a cluster of its own beside the old one, so that requests judged by the old policy still reach the old farm and nothing else.
    /// </remarks>
    public static ClusterConfig Translate(FrontEndFarm farm, FrontEndChannel channel)
    {
        var config = new ClusterConfig
        {
            LoadBalancingPolicy = Policy(farm.Balancing),
            Destinations = farm.Servers.DistinctBy(static server => server.Authority, StringComparer.OrdinalIgnoreCase).ToDictionary(
                static server => server.Authority,

                // Always http, also under TLS, which FrontEndConnector makes beneath the client. For an https URI SocketsHttpHandler keeps a pool for every value of the
                // Host field, and under a wildcard destination strangers choose that value.
                static server => new DestinationConfig { Address = $"http://{server.Authority}" },
                StringComparer.OrdinalIgnoreCase),
            HealthCheck = new HealthCheckConfig
            {
                AvailableDestinationsPolicy = ProbedDestinationsPolicy.PolicyName,
                Passive = new PassiveHealthCheckConfig
                {
                    Enabled = true,
                    Policy = HealthCheckConstants.PassivePolicy.TransportFailureRate,
                    ReactivationPeriod = farm.Resilience.BreakerOpenFor,
                },
                Active = farm.Health is not { } probe ? null : new ActiveHealthCheckConfig
                {
                    Enabled = true,
                    Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
                    Interval = probe.Interval,
                    Timeout = probe.Timeout,
                },
            },

            // HTTP/2 towards a front end costs a fifth more for large bodies and gains nothing inside a data centre.
            HttpRequest = new ForwarderRequestConfig
            {
                Version = HttpVersion.Version11,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                ActivityTimeout = farm.Resilience.ActivityTimeout,
            },
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [ChannelMetadata] = channel.Fingerprint,
                [ProbeMetadata] = farm.Health?.Path ?? "",
                [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = (farm.Health?.Failures ?? 0).ToString(CultureInfo.InvariantCulture),
            },
        };
        return config with { ClusterId = $"{farm.Name}/{(channel.Bridging == BridgingMode.Https ? "https" : "http")}/{Digest(farm, channel)}" };
    }

    private static string Digest(FrontEndFarm farm, FrontEndChannel channel) => FrontEndChannel.Digest(
        [
            channel.Fingerprint,
            farm.Balancing.ToString(),
            farm.Affinity.ToString(),
            farm.Resilience.ToString(),
            farm.Health?.ToString() ?? "",
            .. farm.Servers.Select(static server => server.Authority.ToLowerInvariant()).Order(StringComparer.Ordinal),
        ]);

    private static string Policy(Balancing balancing) => balancing switch
    {
        Balancing.LeastRequests => LoadBalancingPolicies.LeastRequests,
        Balancing.RoundRobin => LoadBalancingPolicies.RoundRobin,
        Balancing.Random => LoadBalancingPolicies.Random,
        Balancing.PowerOfTwoChoices => LoadBalancingPolicies.PowerOfTwoChoices,
        Balancing.First => LoadBalancingPolicies.FirstAlphabetical,
        _ => throw new ArgumentOutOfRangeException(nameof(balancing), balancing, null),
    };
}
