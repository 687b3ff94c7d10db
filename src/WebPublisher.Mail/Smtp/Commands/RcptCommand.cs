using System.Buffers;
using System.Text;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Smtp.Parameters;

namespace WebPublisher.Mail.Smtp.Commands;

/// <summary>RCPT TO (RFC 5321 section 4.1.1.3).</summary>
/// <param name="Recipient">The forward-path.</param>
/// <param name="Parameters">The parameters.</param>
public sealed record RcptCommand(ForwardPath Recipient, RcptParameters Parameters) : SmtpCommand(SmtpVerb.Rcpt)
{
    internal static SmtpSyntaxError Read(ReadOnlySpan<byte> argument, SmtpExtensions offered, bool smtpUtf8, out SmtpCommand? command)
    {
        command = null;
        if (argument.IsEmpty)
        {
            return new SmtpSyntaxError(SmtpSyntaxReason.MissingArgument);
        }

        if (argument.Length < 3 || !Ascii.EqualsIgnoreCase(argument[..3], "TO:"u8))
        {
            return new SmtpSyntaxError(SmtpSyntaxReason.MissingPathKeyword);
        }

        argument = argument[3..];
        if (!ForwardPath.TryRead(argument, smtpUtf8, out var recipient, out var length, out var address))
        {
            return address == AddressReason.NonAscii
                ? new SmtpSyntaxError(SmtpSyntaxReason.PathNeedsSmtpUtf8, address)
                : new SmtpSyntaxError(SmtpSyntaxReason.BadPath, address);
        }

        var reason = RcptParameters.Read(argument[length..], offered, smtpUtf8, out var parameters);
        command = reason == SmtpSyntaxReason.None ? new RcptCommand(recipient, parameters) : null;
        return new SmtpSyntaxError(reason);
    }

    private protected override void WriteArgument(IBufferWriter<byte> output)
    {
        output.Write(" TO:"u8);
        output.Text(Recipient.ToString());
        Parameters.WriteTo(output);
    }
}
