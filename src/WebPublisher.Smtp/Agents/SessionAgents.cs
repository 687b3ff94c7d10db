using WebPublisher.Mail.Addresses;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Receive;

namespace WebPublisher.Smtp.Agents;

/// <summary>Asks the agents about one session. What they find is traced, recorded and counted; the first refusal ends the asking.</summary>
internal sealed class SessionAgents(AgentPipeline pipeline, SessionFacts session)
{
    private readonly AgentContext _context = new(session);
    private bool _isTrusted;

    /// <summary>Asks about a recipient.</summary>
    public async ValueTask<AgentAction> RecipientAsync(ForwardPath recipient, AcceptedDomain? accepted)
    {
        (_context.Recipient, _context.AcceptedDomain) = (recipient, accepted);
        var action = await RunAsync(AgentEvent.OnRcptCommand);
        (_context.Recipient, _context.AcceptedDomain) = (null, null);
        return action;
    }

    /// <summary>Asks about the whole message, event by event.</summary>
    public async ValueTask<AgentAction> ContentAsync()
    {
        var action = await RunAsync(AgentEvent.OnEndOfHeaders);
        if (action.Refusal is null)
        {
            action = await RunAsync(AgentEvent.OnEndOfData);
        }

        return action.Refusal is null ? await RunAsync(AgentEvent.OnSubmittedMessage) : action;
    }

    /// <summary>Asks at an event. Users who have logged on and clients who are trusted are not judged.</summary>
    public async ValueTask<AgentAction> RunAsync(AgentEvent agentEvent)
    {
        foreach (var agent in pipeline.At(agentEvent))
        {
            if (_isTrusted || session.User is not null)
            {
                break;
            }

            var finding = await AskAsync(agent, agentEvent);
            if (finding.Kind == FindingKind.None)
            {
                continue;
            }

            _isTrusted = finding.Kind == FindingKind.Trusted;
            var action = ActionPolicy.Decide(agentEvent, finding, agent.OnError);
            Note(new AgentFinding(agent.Name, agentEvent, finding), action);
            if (action.Refusal is not null)
            {
                return action;
            }
        }

        return AgentAction.GoOn;
    }

    private async ValueTask<Finding> AskAsync(InstalledAgent agent, AgentEvent agentEvent)
    {
        var (metrics, time) = (session.Services.Metrics, session.Services.Time);
        var begun = time.GetTimestamp();
        Finding finding;
        try
        {
            finding = await agent.AskAsync(agentEvent, _context);
        }
        catch (Exception e) when (e is not OperationCanceledException || !session.Disconnected.IsCancellationRequested)
        {
            ReceiveLog.AgentFailed(session.Services.Logger, agent.Name, agentEvent, agent.OnError, session.Binding.Connector.Name, session.Client, session.CurrentReference, e);
            finding = Finding.Failed(e);
        }

        metrics.AgentAsked(agent.Name, agentEvent, finding.Kind, time.GetElapsedTime(begun));
        return finding;
    }

    private void Note(AgentFinding found, AgentAction action)
    {
        session.Services.AgentLog?.Write(session, _context.Recipient, found, action.Refusal);
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
