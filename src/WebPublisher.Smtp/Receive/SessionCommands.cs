using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Receive.Authentication;
using WebPublisher.Smtp.Receive.Tls;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Receive;

/// <summary>Carries out commands that were found legal.</summary>
/// <param name="session">The session.</param>
/// <param name="upgrade">Speaks TLS from here on; null when the handshake failed.</param>
internal sealed class SessionCommands(SessionFacts session, Func<Task<TlsUpgrade?>> upgrade)
{
    private readonly Envelope _envelope = new(session);
    private readonly ContentTransfer _content = new(session);
    private readonly AuthenticationExchange _authentication = new(session);

    public ValueTask<Answer> ExecuteAsync(SmtpCommand command) => command switch
    {
        MailCommand mail => _envelope.MailAsync(mail),
        RcptCommand recipient => _envelope.RecipientAsync(recipient),
        BdatCommand chunk => _content.ChunkAsync(chunk),
        HelloCommand hello => HelloAsync(hello),
        AuthCommand auth => _authentication.RunAsync(auth),
        UnknownCommand unknown => new(Unknown(unknown)),
        _ => ExecuteAsync(command.Verb),
    };

    /// <summary>A chunk out of order.</summary>
    public ValueTask<Answer> SwallowAsync(BdatCommand chunk, SmtpReply refusal) => _content.SwallowAsync(chunk, refusal);

    private ValueTask<Answer> ExecuteAsync(SmtpVerb verb) => verb switch
    {
        SmtpVerb.Data => _content.DataAsync(),
        SmtpVerb.Rset => ResetAsync(),
        SmtpVerb.Noop => new(SmtpReplies.Ok),
        SmtpVerb.Quit => new(Answer.Last(SmtpReplies.Closing, SessionEnd.Quit)),
        SmtpVerb.Help => new(SmtpReplies.Help(session.Binding.Filter.Enabled)),
        SmtpVerb.StartTls => StartTlsAsync(),

        // Nobody is told who exists, whatever the filter allows: VRFY is answered with the non-committal 252 (RFC 5321 section 3.5.3), EXPN not at all.
        SmtpVerb.Vrfy => new(SmtpReplies.CannotVerify),
        _ => new(Answer.Error(SmtpReplies.NotImplemented)),
    };

    private async ValueTask<Answer> HelloAsync(HelloCommand hello)
    {
        await TransactionEnd.EndAsync(session, MessageOutcome.Abandoned, reply: null);
        session.Hello = hello.Name;
        session.IsExtended = hello.Verb == SmtpVerb.Ehlo;
        session.State = SessionState.Ready;
        if (session.Agents is { } agents && await agents.RunAsync(AgentEvent.OnEhloCommand) is { Refusal: { } refusal } action)
        {
            // Who was refused has not said hello.
            session.Hello = null;
            session.State = SessionState.Greeted;
            return new Answer(refusal, IsError: refusal.IsPermanentFailure, action.End);
        }

        var keywords = Announcement.For(session);
        session.MaximumSize = keywords.MaximumSize ?? session.Binding.Connector.Limits.MessageSize;
        session.Offered = session.IsExtended ? keywords : EhloKeywords.None;
        var fqdn = session.Binding.Connector.Fqdn;
        return session.IsExtended ? SmtpReplies.Ehlo(fqdn, session.Client.Address, keywords) : SmtpReplies.Helo(fqdn, session.Client.Address);
    }

    private async ValueTask<Answer> ResetAsync()
    {
        await TransactionEnd.EndAsync(session, MessageOutcome.Abandoned, reply: null);
        return SmtpReplies.Resetting;
    }

    private async ValueTask<Answer> StartTlsAsync()
    {
        if (session.Tls is not null)
        {
            return Answer.Error(SmtpReplies.AlreadySecure);
        }

        if (session.Binding.Tls is null)
        {
            session.Trace.Noted("this connector has no certificate");
            return Answer.Error(SmtpReplies.NotImplemented);
        }

        // What is known from before the handshake, and what came behind the command, may have been put there by somebody on the way (RFC 3207 section 4.2).
        await TransactionEnd.EndAsync(session, MessageOutcome.Abandoned, reply: null);
        session.Channel.Discard();
        session.Channel.Write(SmtpReplies.ReadyForTls);
        session.Services.Metrics.Replied(session.Binding.Connector.Name, SmtpReplies.ReadyForTls.Code);
        if (!await session.Channel.FlushAsync())
        {
            return Answer.Last(reply: null, SessionEnd.ClientClosed);
        }

        session.Tls = await upgrade();
        if (session.Tls is null)
        {
            return Answer.Last(reply: null, SessionEnd.TlsFailed);
        }

        session.Hello = null;
        session.IsExtended = false;
        session.Offered = EhloKeywords.None;
        session.State = SessionState.Greeted;
        return default;
    }

    /// <summary>A browser, or a server that believes we asked for content, sends next what somebody else chose: it is not listened to.</summary>
    private static Answer Unknown(UnknownCommand command) => command.Looks == ForeignProtocol.None
        ? Answer.Error(SmtpReplies.UnrecognizedCommand)
        : Answer.Last(SmtpReplies.UnrecognizedCommand, SessionEnd.ForeignProtocol);
}
