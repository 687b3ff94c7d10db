using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Smtp.Replies;

namespace WebPublisher.Smtp.Agents;

/// <summary>
/// Judges mail at the events of a session: override those at which it has something to say. It states facts and does nothing about them.
/// <para>
/// One instance serves all sessions at once and is immutable; what it knows of a session is in the context. It never blocks a thread, and passes
/// <see cref="AgentContext.Cancellation"/> on to what it waits for. An exception, or an answer that does not come in the agent's time, is logged and becomes what its
/// <c>onError</c> says.
/// </para>
/// </summary>
public abstract class SmtpAgent
{
    /// <summary>Its key in the policy; also its name in logs and metrics.</summary>
    public abstract string Name { get; }

    /// <summary>Whose mail it judges.</summary>
    public virtual AgentScope Scope => AgentScope.Strangers;

    /// <summary>What it looks for in the text of messages: <see cref="AgentContext.DigestAsync"/> finds the phrases of all agents in one walk. Null for nothing.</summary>
    public virtual PhraseSet? Phrases => null;

    /// <summary>A client has connected; nothing was said to it. A refusal takes the place of the greeting.</summary>
    public virtual ValueTask<Finding> OnConnectAsync(AgentContext context) => new(Finding.None);

    /// <summary>HELO or EHLO.</summary>
    public virtual ValueTask<Finding> OnEhloAsync(AgentContext context) => new(Finding.None);

    /// <summary>MAIL.</summary>
    public virtual ValueTask<Finding> OnMailAsync(AgentContext context) => new(Finding.None);

    /// <summary>RCPT of a recipient whose mail is taken here, before the inner server is asked about it.</summary>
    public virtual ValueTask<Finding> OnRcptAsync(AgentContext context) => new(Finding.None);

    /// <summary>RCPT of a recipient whom the inner server refuses, for now or for good. A refusal that is found here is said in the place of the server's.</summary>
    /// <param name="context">What is known of the session.</param>
    /// <param name="answer">The inner server's answer, without its name.</param>
    public virtual ValueTask<Finding> OnRcptRefusedAsync(AgentContext context, SmtpReply answer) => new(Finding.None);

    /// <summary>The content is whole: a look at its header, before anybody reads the rest.</summary>
    public virtual ValueTask<Finding> OnEndOfHeadersAsync(AgentContext context) => new(Finding.None);

    /// <summary>The content is whole.</summary>
    public virtual ValueTask<Finding> OnEndOfDataAsync(AgentContext context) => new(Finding.None);

    /// <summary>The message is about to be sent to the inner server.</summary>
    public virtual ValueTask<Finding> OnSubmittedAsync(AgentContext context) => new(Finding.None);

    /// <summary>The content of a message was judged, whatever came of it. For agents that learn from what others found; nothing of it can be changed any more.</summary>
    public virtual ValueTask OnJudgedAsync(AgentContext context, MessageVerdict verdict) => ValueTask.CompletedTask;
}
