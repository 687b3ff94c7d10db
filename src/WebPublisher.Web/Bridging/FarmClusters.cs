using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Bridging;

/// <summary>What one farm of one policy stands for at run time.</summary>
/// <param name="Https">Its cluster under <c>bridging: https</c>, or null when no rule uses that.</param>
/// <param name="Http">Its cluster under <c>bridging: http</c>, or null when no rule uses that.</param>
internal sealed record FarmClusters(FrontEndCluster? Https, FrontEndCluster? Http)
{
    /// <summary>The cluster under one kind of bridging; a tunnel has none.</summary>
    public FrontEndCluster? Under(BridgingMode bridging) => bridging switch
    {
        BridgingMode.Https => Https,
        BridgingMode.Http => Http,
        _ => null,
    };
}
