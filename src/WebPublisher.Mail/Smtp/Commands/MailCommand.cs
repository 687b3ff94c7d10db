using System.Buffers;
using System.Text;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Smtp.Parameters;

namespace WebPublisher.Mail.Smtp.Commands;

/// <summary>MAIL FROM (RFC 5321 section 4.1.1.2).</summary>
/// <param name="Sender">The reverse-path.</param>
/// <param name="Parameters">The parameters.</param>
public sealed record MailCommand(ReversePath Sender, MailParameters Parameters) : SmtpCommand(SmtpVerb.Mail)
{
    internal static SmtpSyntaxError Read(ReadOnlySpan<byte> argument, SmtpExtensions offered, out SmtpCommand? command)
    {
        command = null;
        if (argument.IsEmpty)
        {
            return new SmtpSyntaxError(SmtpSyntaxReason.MissingArgument);
        }

        if (argument.Length < 5 || !Ascii.EqualsIgnoreCase(argument[..5], "FROM:"u8))
        {
            return new SmtpSyntaxError(SmtpSyntaxReason.MissingPathKeyword);
        }

        // SMTPUTF8 comes behind the path it permits.
        argument = argument[5..];
        if (!ReversePath.TryRead(argument, smtpUtf8: true, out var sender, out var length, out var address))
        {
            return new SmtpSyntaxError(SmtpSyntaxReason.BadPath, address);
        }

        var reason = MailParameters.Read(argument[length..], offered, out var parameters);
        if (reason == SmtpSyntaxReason.None && !parameters.SmtpUtf8 && !Ascii.IsValid(argument))
        {
            reason = SmtpSyntaxReason.PathNeedsSmtpUtf8;
        }

        command = reason == SmtpSyntaxReason.None ? new MailCommand(sender, parameters) : null;
        return new SmtpSyntaxError(reason);
    }

    private protected override void WriteArgument(IBufferWriter<byte> output)
    {
        output.Write(" FROM:"u8);
        output.Text(Sender.ToString());
        Parameters.WriteTo(output);
    }
}
