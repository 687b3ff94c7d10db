using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>What one agent of the mail half does; which agent it is, its type says.</summary>
public abstract record AgentPolicy
{
    /// <summary>The shortest <see cref="Timeout"/>.</summary>
    public static readonly TimeSpan ShortestTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The longest <see cref="Timeout"/>: clients wait ten minutes for the answer to their content (RFC 5321 section 4.5.3.2.6), and there are several agents.</summary>
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Where it is declared.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>What becomes of mail when it fails.</summary>
    public AgentErrorAction OnError { get; init; } = AgentErrorAction.Defer;

    /// <summary>How long it may take for one event before it has failed.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
