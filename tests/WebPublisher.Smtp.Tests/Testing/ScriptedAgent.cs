using System.Collections.Concurrent;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Agents;

namespace WebPublisher.Smtp.Tests.Testing;

/// <summary>An agent that notes when it is asked, and finds what a test tells it to.</summary>
internal sealed class ScriptedAgent(string name, Func<AgentEvent, AgentContext, Finding>? find = null, AgentScope scope = AgentScope.Strangers) : SmtpAgent
{
    private readonly ConcurrentQueue<AgentEvent> _asked = new();
    private readonly ConcurrentQueue<MessageVerdict> _verdicts = new();

    /// <summary>What it was told of messages.</summary>
    public MessageVerdict[] Verdicts => [.. _verdicts];

    public override AgentScope Scope => scope;

    public AgentEvent[] Asked => [.. _asked];

    public override string Name => name;

    public override ValueTask<Finding> OnConnectAsync(AgentContext context) => Ask(AgentEvent.OnConnect, context);

    public override ValueTask<Finding> OnEhloAsync(AgentContext context) => Ask(AgentEvent.OnEhloCommand, context);

    public override ValueTask<Finding> OnMailAsync(AgentContext context) => Ask(AgentEvent.OnMailCommand, context);

    public override ValueTask<Finding> OnRcptAsync(AgentContext context) => Ask(AgentEvent.OnRcptCommand, context);

    public override ValueTask<Finding> OnRcptRefusedAsync(AgentContext context, SmtpReply answer) => Ask(AgentEvent.OnRcptRefused, context);

    public override ValueTask<Finding> OnEndOfHeadersAsync(AgentContext context) => Ask(AgentEvent.OnEndOfHeaders, context);

    public override ValueTask<Finding> OnEndOfDataAsync(AgentContext context) => Ask(AgentEvent.OnEndOfData, context);

    public override ValueTask<Finding> OnSubmittedAsync(AgentContext context) => Ask(AgentEvent.OnSubmittedMessage, context);

    public override ValueTask OnJudgedAsync(AgentContext context, MessageVerdict verdict)
    {
        _verdicts.Enqueue(verdict);
        return ValueTask.CompletedTask;
    }

    private ValueTask<Finding> Ask(AgentEvent agentEvent, AgentContext context)
    {
        _asked.Enqueue(agentEvent);
        return new(find?.Invoke(agentEvent, context) ?? Finding.None);
    }
}
