namespace WebPublisher.State.Replication;

/// <summary>A change of this node that the others have not been told of.</summary>
/// <param name="Kind">What it is of.</param>
/// <param name="Key">Its key.</param>
/// <param name="Value">What it is now; null when it is deleted.</param>
/// <param name="Stamp">When it was changed: milliseconds since 1970, shifted by 20 bits, above every stamp this node had seen.</param>
/// <param name="Weight">Until when an operator's word outweighs what servers do by themselves (milliseconds since 1970); 0 for what servers do.</param>
/// <param name="Seen">The place of the last change of others that this node had followed by then: it has changed those knowingly.</param>
/// <param name="Unneeded">From when on nobody needs it (milliseconds since 1970); null for never.</param>
internal sealed record PendingChange(ReplicatedKind Kind, string Key, string? Value, long Stamp, long Weight, long Seen, long? Unneeded);
