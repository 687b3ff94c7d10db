namespace WebPublisher.Policy.Firewall;

/// <summary>What becomes of a request that the rules condemn.</summary>
public enum FirewallMode
{
    /// <summary>The rules are not asked.</summary>
    Off,

    /// <summary>It is told of and passes.</summary>
    Detect,

    /// <summary>It is refused.</summary>
    Block,
}
