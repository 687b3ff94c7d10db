using System.Collections.Immutable;

namespace WebPublisher.Operations;

/// <summary>Whether this server should be given traffic.</summary>
/// <param name="PolicyInForce">A policy has been compiled and put in force.</param>
/// <param name="ListenersBound">Every listener of the policy is bound.</param>
/// <param name="FarmsWithoutServer">Names of the farms rules publish to that have no healthy server.</param>
public sealed record Readiness(bool PolicyInForce, bool ListenersBound, ImmutableArray<string> FarmsWithoutServer)
{
    /// <summary>Every address of every receive connector of the policy is bound.</summary>
    public bool ReceiveConnectorsBound { get; init; } = true;

    /// <summary>Names of the send connectors that have no server which may be tried.</summary>
    public ImmutableArray<string> SendConnectorsWithoutServer { get; init; } = [];

    /// <summary>No mail waits for a virus scanner that does not answer.</summary>
    public bool VirusScannerAnswers { get; init; } = true;

    /// <summary>The server is drained, or stops: it serves what comes, but wants nothing more.</summary>
    public bool Draining { get; init; }

    /// <summary>Nothing is missing.</summary>
    public bool IsReady => !Draining && PolicyInForce && ListenersBound && FarmsWithoutServer.IsEmpty && ReceiveConnectorsBound && SendConnectorsWithoutServer.IsEmpty && VirusScannerAnswers;
}
