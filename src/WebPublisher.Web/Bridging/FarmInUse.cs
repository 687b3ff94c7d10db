using WebPublisher.Policy;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Rules;
using Yarp.ReverseProxy.Configuration;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Bridging;

/// <summary>A farm that some rule publishes to by decrypting, with what follows from it.</summary>
/// <param name="Farm">The farm.</param>
/// <param name="Channel">How connections to it are made.</param>
/// <param name="Cluster">What YARP is told of it.</param>
internal sealed record FarmInUse(FrontEndFarm Farm, FrontEndChannel Channel, ClusterConfig Cluster)
{
    /// <summary>One for each farm and kind of bridging among the rules; tunnels have none.</summary>
    public static IReadOnlyList<FarmInUse> Of(WebPolicy policy) =>
    [
        .. policy.Rules
            .Select(static rule => rule.Action)
            .OfType<PublishAction>()
            .Where(static action => action.Bridging != BridgingMode.Tunnel)
            .GroupBy(static action => action.To, ReferenceEqualityComparer.Instance)
            .SelectMany(static farm => farm.DistinctBy(static action => action.Bridging))
            .Select(static action => Of(action.To, action.Bridging)),
    ];

    private static FarmInUse Of(FrontEndFarm farm, BridgingMode bridging)
    {
        var channel = FrontEndChannel.Of(farm, bridging);
        return new FarmInUse(farm, channel, ClusterTranslation.Translate(farm, channel));
    }
}
