using System.Collections.Immutable;
using WebPublisher.Mail.Messages;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Receive;

namespace WebPublisher.Smtp.Agents;

/// <summary>The agents of a policy, by event, each in the order of the policy.</summary>
internal sealed class AgentPipeline
{
    private static readonly AgentPipeline s_nobody = new([], new ActionPolicy(SclThresholds.None));

    private readonly ImmutableArray<InstalledAgent> _agents;
    private readonly ImmutableArray<ImmutableArray<InstalledAgent>> _byEvent;

    public AgentPipeline(ImmutableArray<InstalledAgent> agents, ActionPolicy actions)
    {
        _agents = agents;
        _byEvent = [.. Enum.GetValues<AgentEvent>().Select(agentEvent => agents.Where(agent => agent.Wants(agentEvent)).ToImmutableArray())];
        WantingVerdicts = [.. agents.Where(agent => agent.WantsVerdicts)];
        Phrases = [.. agents.Select(agent => agent.Phrases).OfType<PhraseSet>()];
        Actions = actions;
    }

    /// <summary>Makes actions of what they find.</summary>
    public ActionPolicy Actions { get; }

    /// <summary>What agents look for in the text of messages.</summary>
    public ImmutableArray<PhraseSet> Phrases { get; }

    /// <summary>The agents that want to know what became of messages.</summary>
    public ImmutableArray<InstalledAgent> WantingVerdicts { get; }

    /// <summary>The agents of a policy; null when it has none, so that nothing is asked.</summary>
    public static AgentPipeline? Of(MailPolicy policy, AgentServices services) => policy.Agents.IsEmpty ? null : new AgentPipeline(
        [.. policy.Agents.Select(agent => new InstalledAgent(BuiltInAgents.Create(agent, services), agent.OnError, agent.Timeout))],
        new ActionPolicy(policy.Agents.OfType<ContentFilterPolicy>().FirstOrDefault()?.Thresholds ?? SclThresholds.None));

    /// <summary>Some of the agents, the same instances.</summary>
    /// <param name="names">Their keys in the policy.</param>
    public AgentPipeline Only(IReadOnlySet<string> names) => new([.. _agents.Where(agent => names.Contains(agent.Name))], Actions);

    /// <summary>The agents to ask at an event.</summary>
    public ImmutableArray<InstalledAgent> At(AgentEvent agentEvent) => _byEvent[(int)agentEvent];

    /// <summary>Who judges a session; null for nobody.</summary>
    /// <remarks>Who watches is told of events also where nobody judges.</remarks>
    public static SessionAgents? For(SessionFacts session) =>
        session.Binding.Agents is { } agents ? new SessionAgents(agents, session) : session.Services.Watches.IsEmpty ? null : new SessionAgents(s_nobody, session);
}
