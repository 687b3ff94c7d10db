using WebPublisher.Mail.Content;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Parameters;
using WebPublisher.Mail.Smtp.Replies;

namespace WebPublisher.Smtp.Send;

/// <summary>
/// What can honestly be said to a server, by what it announced. Parameters that only inform are left out where they are not understood; what a message depends on
/// is refused, since the alternative would be to change the message.
/// </summary>
internal static class RelayEnvelope
{
    /// <summary>Fits MAIL to a server.</summary>
    /// <param name="mail">As the client said it.</param>
    /// <param name="server">What the server announced.</param>
    /// <param name="refusal">Why the message cannot go to this server.</param>
    /// <returns>What to say, or null.</returns>
    public static MailCommand? Fit(MailCommand mail, EhloKeywords server, out SmtpReply? refusal)
    {
        var asked = mail.Parameters;
        refusal = asked.SmtpUtf8 && !server.Has(SmtpExtensions.SmtpUtf8) ? SmtpReplies.InternationalizationUnsupported

            // Binary bodies travel by BDAT only, and content is sent on by DATA.
            : asked.Body == BodyType.BinaryMime ? SmtpReplies.ConversionRequired
            : asked.Size > server.MaximumSize ? SmtpReplies.MessageTooLarge
            : null;
        return refusal is not null ? null : mail with
        {
            Parameters = new MailParameters
            {
                Size = server.Has(SmtpExtensions.Size) ? asked.Size : null,

                // A body declared 8-bit may turn out not to be. Whether it matters is known when the content is.
                Body = server.Has(SmtpExtensions.EightBitMime) ? asked.Body : null,
                SmtpUtf8 = asked.SmtpUtf8,
                Return = server.Has(SmtpExtensions.Dsn) ? asked.Return : DsnReturn.Unspecified,
                EnvelopeId = server.Has(SmtpExtensions.Dsn) ? asked.EnvelopeId : null,

                // AUTH= is a statement about somebody this server did not authenticate; whoever cannot vouch for it leaves it out (RFC 4954 section 5).
            },
        };
    }

    /// <summary>Fits RCPT to a server.</summary>
    public static RcptCommand? Fit(RcptCommand recipient, MailCommand mail, EhloKeywords server, out SmtpReply? refusal)
    {
        refusal = recipient.Recipient.Mailbox is { NeedsSmtpUtf8: true } && !mail.Parameters.SmtpUtf8 ? SmtpReplies.NonAsciiAddress : null;
        return refusal is not null ? null
            : server.Has(SmtpExtensions.Dsn) ? recipient
            : recipient with { Parameters = RcptParameters.None };
    }

    /// <summary>Why content cannot go to a server; null when it can.</summary>
    /// <param name="facts">What was found in the content.</param>
    /// <param name="size">Octets that go out, trace field included.</param>
    /// <param name="server">What the server announced.</param>
    public static SmtpReply? Judge(ContentFacts facts, long size, EhloKeywords server)
    {
        // Octets above 127 in a header without SMTPUTF8 are common and, as in a body, need a channel that keeps all eight bits.
        var needsEightBits = facts.HasEightBitBody || facts.HasEightBitHeader;
        return size > server.MaximumSize ? SmtpReplies.MessageTooLarge
            : needsEightBits && !server.Has(SmtpExtensions.EightBitMime) ? SmtpReplies.ConversionRequired
            : null;
    }
}
