using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>What one agent of the mail half does; which agent it is, its type says.</summary>
public abstract record AgentPolicy
{
    /// <summary>Where it is declared.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>What becomes of mail when it fails.</summary>
    public AgentErrorAction OnError { get; init; } = AgentErrorAction.Defer;

    /// <summary>How long it may take for one event before it has failed.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
