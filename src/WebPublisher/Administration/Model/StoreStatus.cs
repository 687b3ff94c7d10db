using System.Collections.Immutable;

namespace WebPublisher.Administration.Model;

/// <summary>The state, and how much is in it.</summary>
/// <param name="Kind"><c>sqlite</c> or <c>postgres</c>; <c>none</c> where nothing of the policy needs any.</param>
/// <param name="Connected">Whether the shared database answers; true where there is none.</param>
/// <param name="Pending">Changes that wait to be written there.</param>
/// <param name="Nodes">The nodes that share it, this one included; empty for a node alone.</param>
/// <param name="Blocked">Entries of the block list that hold.</param>
/// <param name="Allowed">Entries of the allow list that hold.</param>
/// <param name="Reputations">Senders with a profile.</param>
/// <param name="LogonLocks">Logons locked out.</param>
/// <param name="Held">Messages that wait for an operator.</param>
/// <param name="HeldBytes">Their bytes.</param>
internal sealed record StoreStatus(
    string Kind,
    bool Connected,
    long Pending,
    ImmutableArray<NodeStatus> Nodes,
    int Blocked,
    int Allowed,
    int Reputations,
    int LogonLocks,
    int Held,
    long HeldBytes);
