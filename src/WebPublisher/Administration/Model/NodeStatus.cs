namespace WebPublisher.Administration.Model;

/// <summary>A node that shares the state.</summary>
/// <param name="Name">Its server name.</param>
/// <param name="LastSeen">When it last said that it is there.</param>
internal sealed record NodeStatus(
    string Name,
    DateTimeOffset LastSeen);
