using System.Collections.Immutable;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Replies;

namespace WebPublisher.Smtp.Receive;

/// <summary>Which command is legal when (RFC 5321 section 4.1.4; RFC 3030 section 3; RFC 3207 section 4; RFC 4954 section 4).</summary>
internal static class CommandTable
{
    private const SmtpReply? Legal = null;

    private static readonly SmtpReply s_hello = SmtpReplies.SendHello;
    private static readonly SmtpReply s_sender = SmtpReplies.NeedSender;
    private static readonly SmtpReply s_recipient = SmtpReplies.NeedRecipient;
    private static readonly SmtpReply s_again = SmtpReplies.SenderAlreadySpecified;
    private static readonly SmtpReply s_order = SmtpReplies.BadSequence;

    private static readonly ImmutableArray<Row> s_rows =
    [
        //                     Greeted   Ready     Sender       Recipients  Chunks
        new(SmtpVerb.Helo,     Legal,    Legal,    Legal,       Legal,      Legal),
        new(SmtpVerb.Ehlo,     Legal,    Legal,    Legal,       Legal,      Legal),
        new(SmtpVerb.Mail,     s_hello,  Legal,    s_again,     s_again,    s_again),
        new(SmtpVerb.Rcpt,     s_hello,  s_sender, Legal,       Legal,      s_order),
        new(SmtpVerb.Data,     s_hello,  s_sender, s_recipient, Legal,      s_order),
        new(SmtpVerb.Bdat,     s_hello,  s_sender, s_recipient, Legal,      Legal),
        new(SmtpVerb.Rset,     Legal,    Legal,    Legal,       Legal,      Legal),
        new(SmtpVerb.Noop,     Legal,    Legal,    Legal,       Legal,      Legal),
        new(SmtpVerb.Quit,     Legal,    Legal,    Legal,       Legal,      Legal),
        new(SmtpVerb.Help,     Legal,    Legal,    Legal,       Legal,      Legal),
        new(SmtpVerb.Vrfy,     Legal,    Legal,    Legal,       Legal,      Legal),
        new(SmtpVerb.Expn,     Legal,    Legal,    Legal,       Legal,      Legal),
        new(SmtpVerb.StartTls, s_hello,  Legal,    Legal,       Legal,      Legal),
        new(SmtpVerb.Auth,     s_hello,  Legal,    s_order,     s_order,    s_order),
    ];

    private static readonly ImmutableArray<Row?> s_byVerb = [.. Enum.GetValues<SmtpVerb>().Select(verb => s_rows.FirstOrDefault(row => row.Verb == verb))];

    /// <summary>The reply to a command that is illegal now; null if it is legal. Unknown verbs are legal here: they have their own reply.</summary>
    public static SmtpReply? Refusal(SmtpVerb verb, SessionState state) => s_byVerb[(int)verb] is not { } row ? null : state switch
    {
        SessionState.Greeted => row.Greeted,
        SessionState.Ready => row.Ready,
        SessionState.Sender => row.Sender,
        SessionState.Recipients => row.Recipients,
        _ => row.Chunks,
    };

    /// <summary>
    /// Whether a client must wait for the reply before it sends more (RFC 2920 section 3.1). What it has sent behind such a command was written by somebody who does not
    /// listen to us, or who was made to speak to us. STARTTLS is not among them: what follows it is dropped.
    /// </summary>
    public static bool EndsGroup(SmtpVerb verb) => verb is SmtpVerb.Helo or SmtpVerb.Ehlo or SmtpVerb.Data or SmtpVerb.Auth;

    /// <summary>Whether the command brings no message nearer. A few of them between messages are what clients do; hundreds are somebody who only holds the connection.</summary>
    public static bool IsIdle(SmtpVerb verb) => verb is SmtpVerb.Helo or SmtpVerb.Ehlo or SmtpVerb.Rset or SmtpVerb.Noop or SmtpVerb.Help or SmtpVerb.Vrfy or SmtpVerb.Expn;

    private sealed record Row(SmtpVerb Verb, SmtpReply? Greeted, SmtpReply? Ready, SmtpReply? Sender, SmtpReply? Recipients, SmtpReply? Chunks);
}
