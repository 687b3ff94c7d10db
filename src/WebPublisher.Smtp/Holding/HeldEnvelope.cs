using System.Buffers;
using System.Text;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.State.Held;

namespace WebPublisher.Smtp.Holding;

/// <summary>Turns the commands of an envelope into what the index keeps, and back.</summary>
internal static class HeldEnvelope
{
    private const SmtpExtensions Any = (SmtpExtensions)(-1);

    /// <summary>The sender, without angle brackets; empty for the blank one.</summary>
    public static string Sender(MailCommand mail) => Inside(mail.Sender.ToString());

    /// <summary>The parameters of MAIL, as they are said.</summary>
    public static string Parameters(MailCommand mail) => Rest(mail, $"MAIL FROM:{mail.Sender}");

    /// <summary>A recipient with the parameters of RCPT.</summary>
    public static HeldRecipient Recipient(RcptCommand rcpt) => new(Inside(rcpt.Recipient.ToString()), Rest(rcpt, $"RCPT TO:{rcpt.Recipient}"));

    /// <summary>The MAIL command of a held message.</summary>
    /// <exception cref="IOException">The index holds none.</exception>
    public static MailCommand Mail(HeldMessage message) => (MailCommand)Parse($"MAIL FROM:<{message.Sender}> {message.MailParameters}");

    /// <summary>The RCPT command of a recipient.</summary>
    /// <exception cref="IOException">The index holds none.</exception>
    public static RcptCommand Rcpt(HeldRecipient recipient) => (RcptCommand)Parse($"RCPT TO:<{recipient.Address}> {recipient.Parameters}");

    private static string Inside(string path) => path[1..^1];

    private static string Rest(SmtpCommand command, string path)
    {
        var line = new ArrayBufferWriter<byte>();
        command.WriteTo(line);
        return Encoding.UTF8.GetString(line.WrittenSpan)[path.Length..].Trim();
    }

    private static SmtpCommand Parse(string line) => SmtpCommandParser.TryParse(Encoding.UTF8.GetBytes(line.TrimEnd()), Any, smtpUtf8: true, out var command, out var error)
        ? command
        : throw new IOException($"the index of held messages has no envelope but '{line}': {error}");
}
