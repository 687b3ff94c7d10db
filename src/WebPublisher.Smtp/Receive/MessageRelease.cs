using System.Buffers;
using System.Text;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Parameters;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Agents.Changes;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Send;

namespace WebPublisher.Smtp.Receive;

/// <summary>Does with a judged message what was decided: hands it to the inner server, to somebody else, to an operator, or to nobody.</summary>
internal sealed class MessageRelease(SessionFacts session)
{
    internal const string SclField = "X-MS-Exchange-Organization-SCL";

    private readonly TimeProvider _time = session.Services.Time;
    private readonly MessageHold _hold = new(session);

    /// <summary>Carries the decision out.</summary>
    /// <returns>The client's reply, and what became of the message.</returns>
    public async ValueTask<(SmtpReply Reply, MessageOutcome Outcome)> CarryOutAsync(MailTransaction transaction, AgentAction action)
    {
        switch (action.Disposition)
        {
            case MessageDisposition.Reject:
                return (action.Refusal!, MessageOutcome.RefusedByAgent);
            case MessageDisposition.Delete:
                return (SmtpReplies.Ok, MessageOutcome.Deleted);
            case MessageDisposition.Hold:
                return await _hold.KeepAsync(transaction, action.Cause!, Header(transaction, transaction.Route!));
            case MessageDisposition.Redirect:
                var reply = await SendToAsync(transaction, action.Cause!.Finding.RedirectTo!);
                return (reply, reply.IsSuccess ? MessageOutcome.Redirected : MessageOutcome.RefusedByServer);
            default:
                reply = await DeliverAsync(transaction);
                return (reply, reply.IsSuccess ? MessageOutcome.Delivered : MessageOutcome.RefusedByServer);
        }
    }

    /// <summary>
    /// To the recipients, and to those whom agents added. Who is reached by another server gets it first: if that fails nobody has it yet, and the client comes again.
    /// </summary>
    private async ValueTask<SmtpReply> DeliverAsync(MailTransaction transaction)
    {
        foreach (var added in transaction.Added.Where(added => !transaction.Knows(added)))
        {
            var reply = Route(added) == transaction.Route
                ? await transaction.Inner!.AddRecipientAsync(new RcptCommand(added, RcptParameters.None), session.Disconnected)
                : await SendToAsync(transaction, added);
            if (!reply.IsSuccess)
            {
                session.Trace.Noted($"{added}, whom an agent added, was refused: {reply}");
                return SmtpReplies.NotJudged;
            }
        }

        return await SendAsync(transaction, transaction.Inner!, transaction.Route!);
    }

    /// <summary>To one recipient alone, in a transaction of its own.</summary>
    private async ValueTask<SmtpReply> SendToAsync(MailTransaction transaction, ForwardPath recipient)
    {
        if (Route(recipient) is not { } connector)
        {
            session.Trace.Noted($"no send connector has mail for {recipient}, whom an agent chose");
            return SmtpReplies.NotJudged;
        }

        var (inner, reply) = await session.Services.Relay.BeginAsync(
            connector, Envelope.Onward(transaction.Mail), new RcptCommand(recipient, RcptParameters.None), session.Disconnected);
        if (inner is null)
        {
            return reply;
        }

        await using (inner)
        {
            return reply.IsSuccess ? await SendAsync(transaction, inner, connector) : SmtpReplies.NotJudged;
        }
    }

    private async ValueTask<SmtpReply> SendAsync(MailTransaction transaction, IRelayTransaction inner, SendConnector route)
    {
        var asked = _time.GetTimestamp();
        var reply = await inner.SendAsync(Header(transaction, route), transaction.Spool!, transaction.Facts!, session.Disconnected);
        transaction.ServerDuration += _time.GetElapsedTime(asked);
        return reply;
    }

    /// <summary>What goes before the content: what agents found, above our trace field (RFC 7208 section 9.1). What is the organisation's own does not leave it.</summary>
    private ReadOnlyMemory<byte> Header(MailTransaction transaction, SendConnector route)
    {
        var header = new ArrayBufferWriter<byte>(512);
        foreach (var stamp in transaction.Stamps.Where(stamp => !route.HeaderFirewall || !ReservedFields.IsOfOrganization(stamp.Name)))
        {
            Encoding.ASCII.GetBytes(stamp.ToString(), header);
        }

        if (transaction.Scl is { } scl && !route.HeaderFirewall)
        {
            Encoding.ASCII.GetBytes(new StampField(SclField, $"{scl}").ToString(), header);
        }

        Trace(transaction).WriteTo(header, transaction.Facts!.Opening);
        return header.WrittenMemory;
    }

    private ReceivedField Trace(MailTransaction transaction) => new()
    {
        ClientName = session.Hello!,
        ClientAddress = session.Client.Address,
        Server = session.Binding.Server,
        Transmission = new TransmissionType(session.IsExtended, session.Tls is not null, session.User is not null, transaction.Mail.Parameters.SmtpUtf8),
        CipherSuite = session.Tls?.CipherSuite.ToString(),
        Id = transaction.Reference,
        Recipient = transaction.OnlyRecipient,
        Date = _time.GetLocalNow(),
    };

    /// <summary>An operator chose the recipient: what holds for strangers' recipients does not matter.</summary>
    private SendConnector? Route(ForwardPath recipient) => session.Binding.Relay.RouteTo(recipient);
}
