using System.Collections.Immutable;

namespace WebPublisher.State.Replication;

/// <summary>How sharing the state with other nodes goes.</summary>
public sealed record ReplicationStatus
{
    /// <summary>That of a node that shares nothing.</summary>
    public static ReplicationStatus Alone { get; } = new() { IsShared = false, IsConnected = true };

    /// <summary>Whether the policy has the state shared.</summary>
    public required bool IsShared { get; init; }

    /// <summary>Whether the database answers; true where there is none.</summary>
    public required bool IsConnected { get; init; }

    /// <summary>Changes that wait to be written there.</summary>
    public long Pending { get; init; }

    /// <summary>How old the oldest of them is; zero when there is none.</summary>
    public TimeSpan OldestPending { get; init; }

    /// <summary>The nodes that share it, this one among them, by their names; as of the last time it answered.</summary>
    public ImmutableArray<ReplicationNode> Nodes { get; init; } = [];

    /// <summary>Why it does not answer, for the operator; null while it does.</summary>
    public string? Problem { get; init; }
}
