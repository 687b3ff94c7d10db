namespace WebPublisher.State.Replication;

/// <summary>What the nodes that share a database have in common.</summary>
/// <param name="Id">A number of its own, by which a database made anew is told from the one before.</param>
/// <param name="Version">The place of its last change.</param>
/// <param name="Purged">The place of the last change that it has forgotten: who has not come so far must compare everything.</param>
/// <param name="Key">The installation's key.</param>
/// <param name="Salt">The safelist's salt.</param>
internal sealed record Cluster(string Id, long Version, long Purged, byte[] Key, byte[] Salt);
