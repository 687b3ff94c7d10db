using System.Diagnostics.CodeAnalysis;

namespace WebPublisher.Mail.Smtp.Commands;

/// <summary>Turns a command line into a typed command or a reason. Total: no input throws.</summary>
public static class SmtpCommandParser
{
    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its CRLF.</param>
    /// <param name="offered">The extensions that were announced to this client; parameters of others are refused.</param>
    /// <param name="smtpUtf8">Whether the transaction was begun with SMTPUTF8, so that recipients may hold UTF-8.</param>
    /// <param name="command">The command.</param>
    /// <param name="error">Why there is none.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> line, SmtpExtensions offered, bool smtpUtf8, [NotNullWhen(true)] out SmtpCommand? command, out SmtpSyntaxError error)
    {
        command = null;
        if (!SmtpCommandLine.TryParse(line, out var parts, out var reason))
        {
            error = new SmtpSyntaxError(reason);
            return false;
        }

        error = parts.Verb switch
        {
            SmtpVerb.Mail => MailCommand.Read(parts.Argument, offered, out command),
            SmtpVerb.Rcpt => RcptCommand.Read(parts.Argument, offered, smtpUtf8, out command),
            _ => new SmtpSyntaxError(ReadOther(parts, out command)),
        };
        return command is not null;
    }

    private static SmtpSyntaxReason ReadOther(SmtpCommandLine line, out SmtpCommand? command)
    {
        switch (line.Verb)
        {
            case SmtpVerb.Helo or SmtpVerb.Ehlo:
                return HelloCommand.Read(line.Verb, line.Argument, out command);
            case SmtpVerb.Data:
                return ReadBare(SimpleCommand.Data, line, out command);
            case SmtpVerb.Rset:
                return ReadBare(SimpleCommand.Rset, line, out command);
            case SmtpVerb.Quit:
                return ReadBare(SimpleCommand.Quit, line, out command);
            case SmtpVerb.StartTls:
                return ReadBare(SimpleCommand.StartTls, line, out command);
            case SmtpVerb.Noop:
                command = SimpleCommand.Noop;
                return SmtpSyntaxReason.None;
            case SmtpVerb.Bdat:
                return BdatCommand.Read(line.Argument, out command);
            case SmtpVerb.Auth:
                return AuthCommand.Read(line.Argument, out command);
            case SmtpVerb.Help or SmtpVerb.Vrfy or SmtpVerb.Expn:
                return TextCommand.Read(line.Verb, line.Argument, out command);
            default:
                command = UnknownCommand.Read(line.Word, line.Argument);
                return SmtpSyntaxReason.None;
        }
    }

    private static SmtpSyntaxReason ReadBare(SimpleCommand bare, SmtpCommandLine line, out SmtpCommand? command)
    {
        command = line.Argument.IsEmpty ? bare : null;
        return line.Argument.IsEmpty ? SmtpSyntaxReason.None : SmtpSyntaxReason.UnexpectedArgument;
    }
}
