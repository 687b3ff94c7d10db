using System.Buffers;
using System.Text;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;

namespace WebPublisher.Mail.Tests.Testing;

/// <summary>Commands from and to what stands on the wire.</summary>
internal static class Wire
{
    /// <summary>Every extension.</summary>
    public const SmtpExtensions Everything = (SmtpExtensions)1023;

    public static SmtpCommand Parse(string line, SmtpExtensions offered = Everything, bool smtpUtf8 = false)
        => SmtpCommandParser.TryParse(Segments.Octets(line), offered, smtpUtf8, out var command, out var error) ? command : throw new ArgumentException($"{line}: {error}", nameof(line));

    public static SmtpSyntaxError Error(string line, SmtpExtensions offered = Everything, bool smtpUtf8 = false)
    {
        Assert.False(SmtpCommandParser.TryParse(Segments.Octets(line), offered, smtpUtf8, out var command, out var error), $"{line} is {command}");
        return error;
    }

    public static string Format(SmtpCommand command)
    {
        var output = new ArrayBufferWriter<byte>();
        command.WriteTo(output);
        return Encoding.Latin1.GetString(output.WrittenSpan);
    }
}
