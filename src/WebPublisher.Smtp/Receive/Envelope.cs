using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Parameters;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Receive;

/// <summary>
/// MAIL and RCPT, cut through to the inner server.
/// <para>
/// The route is not known before the first recipient, so MAIL is answered here, and said to the inner server when the first recipient that may be mailed has decided where.
/// If it is refused there, that recipient gets the refusal. Saying MAIL to every server at once would cost them a transaction for every stranger whose recipients are all
/// refused here, and would leave the client with an answer that holds for one route of several.
/// </para>
/// </summary>
internal sealed class Envelope(SessionFacts session)
{
    /// <summary>Octets by which our trace field may lengthen a message.</summary>
    public const int TraceAllowance = 1024;

    private readonly TimeProvider _time = session.Services.Time;

    public ValueTask<Answer> MailAsync(MailCommand mail) => Begin(mail) is { } refused ? new(refused) : session.Agents is { } agents ? JudgeSenderAsync(agents) : new(SmtpReplies.SenderOk);

    /// <summary>Begins a transaction, or says why not.</summary>
    private Answer? Begin(MailCommand mail)
    {
        var connector = session.Binding.Connector;
        if (connector.RequireTls && session.Tls is null)
        {
            session.Trace.Noted("tls.required: no mail in clear");
            return SmtpReplies.MustStartTls;
        }

        if (connector.Authentication.Required && session.User is null)
        {
            session.Trace.Noted("authenticate.required: no mail from clients that have not logged on");
            return Answer.Error(SmtpReplies.NotAuthenticated);
        }

        if (mail.Parameters.Size > session.MaximumSize)
        {
            session.Trace.Noted("SIZE is above what was announced");
            return SmtpReplies.MessageTooLarge;
        }

        if (!session.Lease.TryBeginMessage())
        {
            session.Trace.Noted("limits.messagesPerMinute is reached");
            return Answer.Last(SmtpReplies.SubmissionRateExceeded, SessionEnd.TooManyMessages);
        }

        session.Transaction = new MailTransaction(mail, _time.GetUtcNow(), _time.GetTimestamp()) { Spans = MessageTrace.Begin(connector) };
        session.State = SessionState.Sender;
        return null;
    }

    private async ValueTask<Answer> JudgeSenderAsync(SessionAgents agents)
    {
        var action = await agents.RunAsync(AgentEvent.OnMailCommand);
        if (action.Refusal is not { } refusal)
        {
            return SmtpReplies.SenderOk;
        }

        var reference = session.CurrentReference;
        await TransactionEnd.EndAsync(session, MessageOutcome.RefusedByAgent, refusal);
        return new Answer(refusal, IsError: refusal.IsPermanentFailure, action.End, reference);
    }

    public async ValueTask<Answer> RecipientAsync(RcptCommand command)
    {
        var transaction = session.Transaction!;
        var (reply, end) = await DecideAsync(transaction, command);
        if (reply.IsSuccess)
        {
            session.State = SessionState.Recipients;
            return reply;
        }

        transaction.Refuse(command.Recipient, reply);
        return new Answer(reply, IsError: reply.IsPermanentFailure && session.User is null, end);
    }

    private async ValueTask<(SmtpReply Reply, SessionEnd? End)> DecideAsync(MailTransaction transaction, RcptCommand command)
    {
        if (transaction.RecipientCount >= session.Binding.Connector.Limits.Recipients)
        {
            session.Trace.Noted("limits.recipients is reached");
            return (SmtpReplies.TooManyRecipients, null);
        }

        var decision = session.Binding.Relay.Decide(command.Recipient, session.User is not null, session.Local?.Address);
        if (session.Trace.IsEnabled)
        {
            session.Trace.Noted(RouteWords.Of(decision, command.Recipient, session.Binding.Connector));
        }

        if (decision.Connector is not { } connector)
        {
            return (decision.Refusal!, null);
        }

        if (transaction.Knows(command.Recipient))
        {
            return (SmtpReplies.RecipientOk, null);
        }

        if (session.Agents is not { } agents)
        {
            return (await AskInsideAsync(transaction, connector, command), null);
        }

        var (action, inside) = await agents.RecipientAsync(command.Recipient, decision.Accepted);
        return action.Refusal is { } refusal ? (refusal, action.End)
            : inside == command.Recipient ? (await AskInsideAsync(transaction, connector, command), null)
            : (await AskInsideAsync(transaction, command with { Recipient = inside }), null);
    }

    /// <summary>The answer to a recipient that an agent has put in the place of the client's: an operator wrote it, and what strangers may be relayed does not matter.</summary>
    private ValueTask<SmtpReply> AskInsideAsync(MailTransaction transaction, RcptCommand command)
    {
        if (session.Binding.Relay.RouteTo(command.Recipient) is { } connector)
        {
            return transaction.Knows(command.Recipient) ? new(SmtpReplies.RecipientOk) : AskInsideAsync(transaction, connector, command);
        }

        session.Trace.Noted($"no send connector has mail for {command.Recipient}, whom an agent put in the recipient's place");
        return new(SmtpReplies.UnableToRelay);
    }

    /// <summary>The inner server's answer to a recipient that is taken here.</summary>
    private async ValueTask<SmtpReply> AskInsideAsync(MailTransaction transaction, SendConnector connector, RcptCommand command)
    {
        if (transaction.Route is { } route && route != connector)
        {
            // One transaction, one server: only its own 250 at the end can be the client's.
            if (transaction.RecipientCount > 0)
            {
                session.Trace.Noted("a transaction has one destination, and that of the first recipient is another send connector");
                return SmtpReplies.TooManyRecipients;
            }

            await transaction.LeaveAsync();
        }

        if (transaction.Refused is { } before && before.Connector == connector)
        {
            return before.Reply;
        }

        var asked = _time.GetTimestamp();
        var reply = transaction.Inner is { } inner
            ? await inner.AddRecipientAsync(command, session.Disconnected)
            : await BeginAsync(transaction, connector, command);
        transaction.ServerDuration += _time.GetElapsedTime(asked);
        if (!reply.IsSuccess)
        {
            // Without a transaction it is the sender that was refused, and nobody has said anything about the recipient.
            return session.Agents is { } agents && transaction.Inner is not null
                ? await agents.RefusedRecipientAsync(command.Recipient, reply)
                : reply;
        }

        // In our words: its own would tell a stranger what kind of server is inside.
        transaction.Add(command);
        return SmtpReplies.RecipientOk;
    }

    /// <summary>Says MAIL to a server of the connector, and RCPT.</summary>
    private async ValueTask<SmtpReply> BeginAsync(MailTransaction transaction, SendConnector connector, RcptCommand first)
    {
        transaction.Spans?.BeginHop(connector);
        var (inner, reply) = await session.Services.Relay.BeginAsync(connector, Onward(transaction.Mail), first, session.Disconnected);
        if (inner is not null)
        {
            transaction.Begin(connector, inner);
        }
        else
        {
            transaction.Spans?.EndHop(reply);
            transaction.Refused = (connector, reply);
        }

        return reply;
    }

    /// <summary>
    /// The command as the inner server gets it. Much mail holds octets above 127 and does not say so: a server that can take them is told to expect them, so that it is not
    /// lied to.
    /// </summary>
    public static MailCommand Onward(MailCommand mail)
    {
        var parameters = mail.Parameters;
        return mail with { Parameters = parameters with { Size = parameters.Size + TraceAllowance, Body = BodyType.EightBitMime } };
    }
}
