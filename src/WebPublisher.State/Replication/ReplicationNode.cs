namespace WebPublisher.State.Replication;

/// <summary>A node that shares the state.</summary>
/// <param name="Name">Its server's name.</param>
/// <param name="LastSeen">When it last said that it is there, by the database's clock.</param>
public sealed record ReplicationNode(string Name, DateTimeOffset LastSeen);
