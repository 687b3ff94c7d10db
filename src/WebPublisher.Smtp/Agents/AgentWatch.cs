namespace WebPublisher.Smtp.Agents;

/// <summary>
/// Is told of every question to the agents of one session and of what came of it: for tracing, for rehearsals. Called in order, by one thread at a time. It changes nothing,
/// and what goes wrong in it is its own to tell: it does not throw.
/// </summary>
internal abstract class AgentWatch
{
    /// <summary>Content is about to come.</summary>
    /// <returns>Whether it is also to be kept as it comes, before the header firewall.</returns>
    public virtual ValueTask<bool> ContentBeginsAsync(AgentContext context) => new(false);

    /// <summary>An agent is about to be asked.</summary>
    /// <param name="agentEvent">The event.</param>
    /// <param name="agent">The agent's name.</param>
    /// <param name="context">What it will know.</param>
    public virtual ValueTask AskingAsync(AgentEvent agentEvent, string agent, AgentContext context) => ValueTask.CompletedTask;

    /// <summary>An agent was asked, and what it proposed to change was changed.</summary>
    /// <param name="found">What it found, nothing included.</param>
    /// <param name="action">What is done about it.</param>
    /// <param name="context">What is known now.</param>
    public virtual ValueTask AskedAsync(AgentFinding found, AgentAction action, AgentContext context) => ValueTask.CompletedTask;

    /// <summary>All agents that had to be asked at an event were.</summary>
    /// <param name="agentEvent">The event.</param>
    /// <param name="action">What is done by all that was found so far.</param>
    /// <param name="context">What is known now.</param>
    public virtual ValueTask HappenedAsync(AgentEvent agentEvent, AgentAction action, AgentContext context) => ValueTask.CompletedTask;
}
