using System.Collections.Immutable;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Receive;

namespace WebPublisher.Smtp.Agents;

/// <summary>The agents of a policy, by event, each in the order of the policy.</summary>
internal sealed class AgentPipeline
{
    private readonly ImmutableArray<ImmutableArray<InstalledAgent>> _byEvent;

    public AgentPipeline(ImmutableArray<InstalledAgent> agents) =>
        _byEvent = [.. Enum.GetValues<AgentEvent>().Select(agentEvent => agents.Where(agent => agent.Wants(agentEvent)).ToImmutableArray())];

    /// <summary>The agents of a policy; null when it has none, so that nothing is asked.</summary>
    public static AgentPipeline? Of(MailPolicy policy) =>
        policy.Agents.IsEmpty ? null : new AgentPipeline([.. policy.Agents.Select(agent => new InstalledAgent(BuiltInAgents.Create(agent), agent.OnError))]);

    /// <summary>The agents to ask at an event.</summary>
    public ImmutableArray<InstalledAgent> At(AgentEvent agentEvent) => _byEvent[(int)agentEvent];

    /// <summary>
    /// Who judges a session of a connector; null for nobody. Clients of a connector that relays for all are servers of the organisation, not strangers.
    /// </summary>
    public static SessionAgents? For(SessionFacts session) =>
        session.Binding is { Agents: { } agents, Connector.Relay: not RelayGrant.Always } ? new SessionAgents(agents, session) : null;
}
