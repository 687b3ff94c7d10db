using System.Collections.Immutable;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Agents.Changes;
using WebPublisher.Smtp.Receive;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Agents;

/// <summary>
/// Asks the agents about one session. What they find is traced, recorded and counted, and what they propose to change is changed. The first refusal ends the asking; of what
/// is milder the gravest stands when the content is judged.
/// </summary>
internal sealed class SessionAgents(AgentPipeline pipeline, JudgedSession session)
{
    private readonly AgentContext _context = new(session, pipeline.Phrases);
    private readonly ImmutableArray<AgentWatch> _watches = session.Services.Watches.IsEmpty ? [] : [.. session.Services.Watches.Select(watch => watch(session))];
    private bool _isTrusted = session.Connector.Relay == RelayGrant.Always;

    // Of the recipient that was asked about last: the inner server's answer is about the same.
    private AcceptedDomain? _acceptedBefore;

    /// <summary>Asks about a recipient.</summary>
    /// <returns>What is done, and who is the recipient inside: an agent may have put another in its place.</returns>
    public async ValueTask<(AgentAction Action, ForwardPath Inside)> RecipientAsync(ForwardPath recipient, AcceptedDomain? accepted)
    {
        (_context.Recipient, _context.AcceptedDomain) = (recipient, accepted);
        var action = await RunAsync(AgentEvent.OnRcptCommand);
        var inside = _context.Recipient;
        _acceptedBefore = _context.AcceptedDomain;
        (_context.Recipient, _context.AcceptedDomain) = (null, null);
        return (action, inside);
    }

    /// <summary>Asks about a recipient whom the inner server has refused.</summary>
    /// <param name="recipient">The recipient, as the server was asked about it.</param>
    /// <param name="answer">What the server said.</param>
    /// <returns>What is said to the client.</returns>
    public async ValueTask<SmtpReply> RefusedRecipientAsync(ForwardPath recipient, SmtpReply answer)
    {
        (_context.Recipient, _context.AcceptedDomain, _context.Answer) = (recipient, _acceptedBefore, answer);
        var action = await RunAsync(AgentEvent.OnRcptRefused);
        (_context.Recipient, _context.AcceptedDomain, _context.Answer) = (null, null, null);
        return action.Refusal ?? answer;
    }

    /// <summary>Tells those who watch that content is about to come.</summary>
    public async ValueTask ContentBeginsAsync()
    {
        foreach (var watch in _watches)
        {
            if (await watch.ContentBeginsAsync(_context))
            {
                session.Transaction!.Original ??= session.Services.Spool.Open();
            }
        }
    }

    /// <summary>Asks about the whole message, event by event, and tells those who want to know what came of it.</summary>
    public async ValueTask<AgentAction> ContentAsync()
    {
        var action = await RunAsync(AgentEvent.OnEndOfHeaders);
        action = action.IsFinal ? action : await RunAsync(AgentEvent.OnEndOfData);
        action = action.IsFinal ? action : await RunAsync(AgentEvent.OnSubmittedMessage);
        await TellAsync(new MessageVerdict(action.Disposition, action.Refusal));
        return action;
    }

    /// <summary>Asks at an event.</summary>
    /// <returns>What is done now: a refusal, or what is to become of the message by all that was found so far.</returns>
    public async ValueTask<AgentAction> RunAsync(AgentEvent agentEvent)
    {
        var action = await AskAllAsync(agentEvent);
        foreach (var watch in _watches)
        {
            await watch.HappenedAsync(agentEvent, action, _context);
        }

        return action;
    }

    private async ValueTask<AgentAction> AskAllAsync(AgentEvent agentEvent)
    {
        foreach (var agent in pipeline.At(agentEvent))
        {
            if (!IsAsked(agent))
            {
                continue;
            }

            foreach (var watch in _watches)
            {
                await watch.AskingAsync(agentEvent, agent.Name, _context);
            }

            var found = new AgentFinding(agent.Name, agentEvent, await AskAsync(agent, agentEvent));
            var action = found.Finding.Kind == FindingKind.None ? AgentAction.GoOn : pipeline.Actions.Decide(found, agent.OnError);
            if (found.Finding.Kind != FindingKind.None)
            {
                _isTrusted |= found.Finding.Kind == FindingKind.Trusted;
                Note(found, action);
            }

            foreach (var watch in _watches)
            {
                await watch.AskedAsync(found, action, _context);
            }

            if (action.Disposition == MessageDisposition.Reject)
            {
                return action;
            }

            session.Transaction?.Decide(action);
            if (session.Transaction is { Decided.IsFinal: true })
            {
                break;
            }
        }

        return session.Transaction?.Decided ?? AgentAction.GoOn;
    }

    private bool IsAsked(InstalledAgent agent) => agent.Scope == AgentScope.Everybody || (!_isTrusted && session.User is null);

    private async ValueTask<Finding> AskAsync(InstalledAgent agent, AgentEvent agentEvent)
    {
        var (metrics, time) = (session.Services.Metrics, session.Services.Time);
        var begun = time.GetTimestamp();
        var span = session.Transaction?.Spans?.BeginAgent(agent.Name, agentEvent);
        Finding finding;
        try
        {
            finding = await AskInTimeAsync(agent, agentEvent);
        }
        catch (Exception e) when (e is not OperationCanceledException || !session.Disconnected.IsCancellationRequested)
        {
            Failed(agent, agentEvent.ToString(), e);
            finding = Finding.Failed(e);
        }

        MessageTrace.EndAgent(span, finding.Kind);
        metrics.AgentAsked(agent.Name, agentEvent, finding.Kind, time.GetElapsedTime(begun));
        return finding;
    }

    private async ValueTask<Finding> AskInTimeAsync(InstalledAgent agent, AgentEvent agentEvent)
    {
        using var time = Begin(agent);
        var asking = agent.AskAsync(agentEvent, _context);
        var finding = asking.IsCompletedSuccessfully ? asking.Result : await asking.AsTask().WaitAsync(agent.Timeout, session.Services.Time, session.Disconnected);
        foreach (var change in finding.Changes)
        {
            await ApplyAsync(change);
        }

        return finding;
    }

    private async ValueTask ApplyAsync(MailChange change)
    {
        switch (change)
        {
            case RewriteRecipient rewritten when _context.Recipient is not null:
                _context.Recipient = rewritten.To;

                // Whose recipients are known here stays so under the name that they have inside.
                _context.AcceptedDomain = session.Relay.AcceptedOf(rewritten.To) ?? _context.AcceptedDomain;
                break;
            case ContentEdit edit:
                await session.Transaction!.EditAsync(edit, session.Services.Spool, _context.Cancellation);
                break;
            default:
                session.Transaction!.Apply(change);
                break;
        }
    }

    private async ValueTask TellAsync(MessageVerdict verdict)
    {
        foreach (var agent in pipeline.WantingVerdicts)
        {
            if (!IsAsked(agent))
            {
                continue;
            }

            try
            {
                using var time = Begin(agent);
                await agent.TellAsync(_context, verdict).AsTask().WaitAsync(agent.Timeout, session.Services.Time, session.Disconnected);
            }
            catch (Exception e) when (e is not OperationCanceledException || !session.Disconnected.IsCancellationRequested)
            {
                Failed(agent, nameof(SmtpAgent.OnJudgedAsync), e);
            }
        }
    }

    private AgentTime Begin(InstalledAgent agent)
    {
        var time = new AgentTime(agent.Timeout, session.Services.Time, session.Disconnected);
        _context.AgentTime = time;
        return time;
    }

    private void Failed(InstalledAgent agent, string agentEvent, Exception exception) => ReceiveLog.AgentFailed(
        session.Services.Logger, agent.Name, agentEvent, agent.OnError, session.Connector.Name, session.Client, session.CurrentReference, exception);

    private void Note(AgentFinding found, AgentAction action)
    {
        session.Services.AgentLog?.Write(session, _context.Recipient, found, action);
        if (session.Trace.IsEnabled)
        {
            session.Trace.Noted(found.ToString());
        }

        if (session.Transaction is { } transaction)
        {
            transaction.Note(found);
        }
        else
        {
            session.Note(found);
        }
    }
}
