namespace WebPublisher.Policy.FrontEnds;

/// <summary>How a server is chosen among the healthy ones.</summary>
public enum Balancing
{
    /// <summary>The one with the fewest requests under way.</summary>
    LeastRequests,

    /// <summary>Each in turn.</summary>
    RoundRobin,

    /// <summary>Any, by chance.</summary>
    Random,

    /// <summary>The less busy of two picked by chance.</summary>
    PowerOfTwoChoices,

    /// <summary>The first in alphabetical order: the others stand by.</summary>
    First,
}
