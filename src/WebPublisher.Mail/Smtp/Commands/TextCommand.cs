using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace WebPublisher.Mail.Smtp.Commands;

/// <summary>HELP, VRFY or EXPN with what it asks about (RFC 5321 sections 4.1.1.6 to 4.1.1.8).</summary>
public sealed record TextCommand : SmtpCommand
{
    private TextCommand(SmtpVerb verb, string text)
        : base(verb)
    {
        Text = text;
    }

    /// <summary>The argument; empty for a HELP without one.</summary>
    public string Text { get; }

    internal static SmtpSyntaxReason Read(SmtpVerb verb, ReadOnlySpan<byte> argument, out SmtpCommand? command)
    {
        command = null;
        if (argument.IsEmpty && verb != SmtpVerb.Help)
        {
            return SmtpSyntaxReason.MissingArgument;
        }

        if (!Utf8.IsValid(argument))
        {
            return SmtpSyntaxReason.NonAscii;
        }

        command = new TextCommand(verb, Encoding.UTF8.GetString(argument));
        return SmtpSyntaxReason.None;
    }

    private protected override void WriteArgument(IBufferWriter<byte> output)
    {
        if (Text.Length > 0)
        {
            output.Write(" "u8);
            output.Text(Text);
        }
    }
}
