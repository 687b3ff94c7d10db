using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace WebPublisher.Mail.Smtp.Commands;

/// <summary>BDAT: so many octets of content follow the line (RFC 3030 section 2).</summary>
/// <param name="Size">The octets of the chunk; may be 0.</param>
/// <param name="IsLast">Whether the message ends with it.</param>
public sealed record BdatCommand(long Size, bool IsLast) : SmtpCommand(SmtpVerb.Bdat)
{
    internal static SmtpSyntaxReason Read(ReadOnlySpan<byte> argument, out SmtpCommand? command)
    {
        command = null;
        var space = argument.IndexOf((byte)' ');
        var digits = space < 0 ? argument : argument[..space];
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') || !Utf8Parser.TryParse(digits, out long size, out _))
        {
            return SmtpSyntaxReason.BadChunkArgument;
        }

        if (space >= 0 && !Ascii.EqualsIgnoreCase(argument[space..], " LAST"u8))
        {
            return SmtpSyntaxReason.BadChunkArgument;
        }

        command = new BdatCommand(size, space >= 0);
        return SmtpSyntaxReason.None;
    }

    private protected override void WriteArgument(IBufferWriter<byte> output)
    {
        output.Write(" "u8);
        output.Number(Size);
        if (IsLast)
        {
            output.Write(" LAST"u8);
        }
    }
}
