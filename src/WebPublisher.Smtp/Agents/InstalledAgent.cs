using System.Collections.Immutable;
using WebPublisher.Mail.Messages;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Smtp.Agents;

/// <summary>An agent with what the policy says of it, and the events it wants.</summary>
internal sealed class InstalledAgent
{
    private static readonly ImmutableArray<string> s_methods =
    [
        nameof(SmtpAgent.OnConnectAsync), nameof(SmtpAgent.OnEhloAsync), nameof(SmtpAgent.OnMailAsync), nameof(SmtpAgent.OnRcptAsync),
        nameof(SmtpAgent.OnRcptRefusedAsync),
        nameof(SmtpAgent.OnEndOfHeadersAsync), nameof(SmtpAgent.OnEndOfDataAsync), nameof(SmtpAgent.OnSubmittedAsync),
    ];

    private readonly SmtpAgent _agent;
    private readonly ImmutableArray<bool> _wants;

    public InstalledAgent(SmtpAgent agent, AgentErrorAction onError, TimeSpan timeout)
    {
        _agent = agent;
        OnError = onError;
        Timeout = timeout;
        WantsVerdicts = Overrides(nameof(SmtpAgent.OnJudgedAsync));
        _wants = [.. s_methods.Select(Overrides)];

        bool Overrides(string method) => agent.GetType().GetMethod(method)!.DeclaringType != typeof(SmtpAgent);
    }

    public string Name => _agent.Name;

    /// <summary>What becomes of mail when it fails.</summary>
    public AgentErrorAction OnError { get; }

    /// <summary>How long it may take for an event.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Whose mail it judges.</summary>
    public AgentScope Scope => _agent.Scope;

    /// <summary>What it looks for in the text of messages; null for nothing.</summary>
    public PhraseSet? Phrases => _agent.Phrases;

    /// <summary>Whether it wants to know what became of messages.</summary>
    public bool WantsVerdicts { get; }

    /// <summary>Whether it has something to say at an event: it overrides the event's method.</summary>
    public bool Wants(AgentEvent agentEvent) => _wants[(int)agentEvent];

    /// <summary>Asks it.</summary>
    public ValueTask<Finding> AskAsync(AgentEvent agentEvent, AgentContext context) => agentEvent switch
    {
        AgentEvent.OnConnect => _agent.OnConnectAsync(context),
        AgentEvent.OnEhloCommand => _agent.OnEhloAsync(context),
        AgentEvent.OnMailCommand => _agent.OnMailAsync(context),
        AgentEvent.OnRcptCommand => _agent.OnRcptAsync(context),
        AgentEvent.OnRcptRefused => _agent.OnRcptRefusedAsync(context, context.Answer!),
        AgentEvent.OnEndOfHeaders => _agent.OnEndOfHeadersAsync(context),
        AgentEvent.OnEndOfData => _agent.OnEndOfDataAsync(context),
        _ => _agent.OnSubmittedAsync(context),
    };

    /// <summary>Tells it what became of a message.</summary>
    public ValueTask TellAsync(AgentContext context, MessageVerdict verdict) => _agent.OnJudgedAsync(context, verdict);
}
