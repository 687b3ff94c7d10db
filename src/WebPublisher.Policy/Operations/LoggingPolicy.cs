using System.Collections.Frozen;

namespace WebPublisher.Policy.Operations;

/// <summary>What is written about requests and sessions.</summary>
/// <param name="AccessLog">The access log file, or null when none is written.</param>
/// <param name="QueryParameters">
/// Names of query parameters whose values may be logged (ordinal, case-insensitive). Values of all others are replaced by <c>*</c>: a query may carry a token.
/// </param>
public sealed record LoggingPolicy(RotatingLogPolicy? AccessLog, FrozenSet<string> QueryParameters)
{
    /// <summary>The protocol log that connectors of the mail half write to, or null; then no connector does.</summary>
    public RotatingLogPolicy? ProtocolLog { get; init; }

    /// <summary>Where the agent log is written; null for nowhere.</summary>
    public RotatingLogPolicy? AgentLog { get; init; }

    /// <summary>Where the evidence of refusals is kept, by each half in files of its own; null for nowhere.</summary>
    public RotatingLogPolicy? RefusalLog { get; init; }
}
