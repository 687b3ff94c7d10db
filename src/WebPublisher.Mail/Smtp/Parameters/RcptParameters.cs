using System.Buffers;
using System.Text;

namespace WebPublisher.Mail.Smtp.Parameters;

/// <summary>The parameters of RCPT (RFC 3461).</summary>
public sealed record RcptParameters
{
    /// <summary>None given.</summary>
    public static RcptParameters None { get; } = new();

    /// <summary>NOTIFY.</summary>
    public DsnNotify Notify { get; init; }

    /// <summary>ORCPT; null if absent.</summary>
    public OriginalRecipient? OriginalRecipient { get; init; }

    /// <summary>Reads what follows the path.</summary>
    internal static SmtpSyntaxReason Read(ReadOnlySpan<byte> text, SmtpExtensions offered, bool smtpUtf8, out RcptParameters parameters)
    {
        parameters = None;
        if (text.IsEmpty)
        {
            return SmtpSyntaxReason.None;
        }

        var read = new RcptParameters();
        var reader = new EsmtpParameterReader(text, EsmtpKeyword.OfRcpt, offered);
        while (reader.Read())
        {
            if (reader.Keyword == EsmtpKeyword.Notify)
            {
                read = read with { Notify = ReadNotify(reader.Value) };
                if (read.Notify == DsnNotify.Unspecified)
                {
                    reader.Fail(SmtpSyntaxReason.BadParameterValue);
                }
            }
            else if (OriginalRecipient.TryParse(reader.Value, smtpUtf8, out var recipient))
            {
                read = read with { OriginalRecipient = recipient };
            }
            else
            {
                reader.Fail(SmtpSyntaxReason.BadParameterValue);
            }
        }

        if (reader.Reason == SmtpSyntaxReason.None)
        {
            parameters = read;
        }

        return reader.Reason;
    }

    /// <summary>Writes them, each behind a space.</summary>
    internal void WriteTo(IBufferWriter<byte> output)
    {
        if (Notify != DsnNotify.Unspecified)
        {
            output.Write(" NOTIFY="u8);
            var first = true;
            WriteFlag(output, DsnNotify.Never, "NEVER"u8, ref first);
            WriteFlag(output, DsnNotify.Success, "SUCCESS"u8, ref first);
            WriteFlag(output, DsnNotify.Failure, "FAILURE"u8, ref first);
            WriteFlag(output, DsnNotify.Delay, "DELAY"u8, ref first);
        }

        if (OriginalRecipient is not null)
        {
            output.Write(" ORCPT="u8);
            output.Text(OriginalRecipient.AddressType);
            output.Write(";"u8);
            output.Text(OriginalRecipient.EncodedAddress);
        }
    }

    private void WriteFlag(IBufferWriter<byte> output, DsnNotify flag, ReadOnlySpan<byte> word, ref bool first)
    {
        if ((Notify & flag) == DsnNotify.Unspecified)
        {
            return;
        }

        if (!first)
        {
            output.Write(","u8);
        }

        first = false;
        output.Write(word);
    }

    /// <summary>NEVER alone, or a list of the others, none twice; otherwise nothing.</summary>
    private static DsnNotify ReadNotify(ReadOnlySpan<byte> value)
    {
        var notify = DsnNotify.Unspecified;
        foreach (var range in value.Split((byte)','))
        {
            var word = value[range];
            var flag = Ascii.EqualsIgnoreCase(word, "NEVER"u8) ? DsnNotify.Never
                : Ascii.EqualsIgnoreCase(word, "SUCCESS"u8) ? DsnNotify.Success
                : Ascii.EqualsIgnoreCase(word, "FAILURE"u8) ? DsnNotify.Failure
                : Ascii.EqualsIgnoreCase(word, "DELAY"u8) ? DsnNotify.Delay
                : DsnNotify.Unspecified;
            if (flag == DsnNotify.Unspecified || (notify & flag) != DsnNotify.Unspecified)
            {
                return DsnNotify.Unspecified;
            }

            notify |= flag;
        }

        return (notify & DsnNotify.Never) != DsnNotify.Unspecified && notify != DsnNotify.Never ? DsnNotify.Unspecified : notify;
    }
}
