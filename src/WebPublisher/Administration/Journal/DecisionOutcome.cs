namespace WebPublisher.Administration.Journal;

/// <summary>What became of a request, a message or a session, as operators look at it. In JSON the names are lower case.</summary>
internal enum DecisionOutcome
{
    /// <summary>It got what it came for, or went away by itself.</summary>
    Served,

    /// <summary>The policy, or the inner server for good, did not want it.</summary>
    Refused,

    /// <summary>What is behind could not serve it, or this server failed.</summary>
    Failed,

    /// <summary>It waits for an operator.</summary>
    Held,
}
