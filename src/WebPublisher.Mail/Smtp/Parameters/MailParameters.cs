using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace WebPublisher.Mail.Smtp.Parameters;

/// <summary>The parameters of MAIL.</summary>
public sealed record MailParameters
{
    private const int MaximumEnvelopeId = 100;

    /// <summary>None given.</summary>
    public static MailParameters None { get; } = new();

    /// <summary>SIZE: what the client expects to send, in octets (RFC 1870); null if it did not say.</summary>
    public long? Size { get; init; }

    /// <summary>BODY; null if it did not say, which means 7BIT.</summary>
    public BodyType? Body { get; init; }

    /// <summary>SMTPUTF8: whether envelope or header may hold UTF-8 (RFC 6531).</summary>
    public bool SmtpUtf8 { get; init; }

    /// <summary>RET.</summary>
    public DsnReturn Return { get; init; }

    /// <summary>ENVID, decoded: printable ASCII (RFC 3461 section 4.4); null if absent.</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>AUTH; null if absent.</summary>
    public AuthenticatedSender? Auth { get; init; }

    /// <summary>Reads what follows the path.</summary>
    internal static SmtpSyntaxReason Read(ReadOnlySpan<byte> text, SmtpExtensions offered, out MailParameters parameters)
    {
        parameters = None;
        if (text.IsEmpty)
        {
            return SmtpSyntaxReason.None;
        }

        var read = new MailParameters();
        var reader = new EsmtpParameterReader(text, EsmtpKeyword.OfMail, offered);
        while (reader.Read())
        {
            var reason = SmtpSyntaxReason.None;
            switch (reader.Keyword)
            {
                case EsmtpKeyword.Size:
                    reason = ReadSize(reader.Value, out var size);
                    read = read with { Size = size };
                    break;
                case EsmtpKeyword.Body:
                    read = read with { Body = ReadBody(reader.Value, offered) };
                    reason = read.Body is null ? SmtpSyntaxReason.BadParameterValue : reason;
                    break;
                case EsmtpKeyword.SmtpUtf8:
                    read = read with { SmtpUtf8 = true };
                    break;
                case EsmtpKeyword.Ret:
                    read = read with { Return = ReadReturn(reader.Value) };
                    reason = read.Return == DsnReturn.Unspecified ? SmtpSyntaxReason.BadParameterValue : reason;
                    break;
                case EsmtpKeyword.EnvId:
                    var isIdentifier = Xtext.TryDecode(reader.Value, out var identifier) && reader.Value.Length <= MaximumEnvelopeId;
                    read = read with { EnvelopeId = identifier };
                    reason = isIdentifier ? reason : SmtpSyntaxReason.BadParameterValue;
                    break;
                case EsmtpKeyword.Auth:
                    reason = AuthenticatedSender.TryParse(reader.Value, out var sender) ? reason : SmtpSyntaxReason.BadParameterValue;
                    read = read with { Auth = sender };
                    break;
            }

            if (reason != SmtpSyntaxReason.None)
            {
                reader.Fail(reason);
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
        if (Size is { } size)
        {
            output.Write(" SIZE="u8);
            output.Number(size);
        }

        switch (Body)
        {
            case BodyType.SevenBit:
                output.Write(" BODY=7BIT"u8);
                break;
            case BodyType.EightBitMime:
                output.Write(" BODY=8BITMIME"u8);
                break;
            case BodyType.BinaryMime:
                output.Write(" BODY=BINARYMIME"u8);
                break;
        }

        if (SmtpUtf8)
        {
            output.Write(" SMTPUTF8"u8);
        }

        if (Return != DsnReturn.Unspecified)
        {
            output.Write(Return == DsnReturn.Full ? " RET=FULL"u8 : " RET=HDRS"u8);
        }

        if (EnvelopeId is not null)
        {
            output.Write(" ENVID="u8);
            Xtext.Write(output, EnvelopeId);
        }

        if (Auth is not null)
        {
            output.Write(" AUTH="u8);
            Xtext.Write(output, Auth.Mailbox?.ToString() ?? "<>");
        }
    }

    /// <summary>Decimal digits, at most 20 (RFC 1870 section 4); no sign, no space.</summary>
    private static SmtpSyntaxReason ReadSize(ReadOnlySpan<byte> value, out long size)
    {
        size = 0;
        if (value.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return SmtpSyntaxReason.BadParameterValue;
        }

        return Utf8Parser.TryParse(value, out size, out _) ? SmtpSyntaxReason.None : SmtpSyntaxReason.SizeOverflow;
    }

    private static BodyType? ReadBody(ReadOnlySpan<byte> value, SmtpExtensions offered)
    {
        const SmtpExtensions binary = SmtpExtensions.BinaryMime | SmtpExtensions.Chunking;
        return Ascii.EqualsIgnoreCase(value, "7BIT"u8) ? BodyType.SevenBit
            : Ascii.EqualsIgnoreCase(value, "8BITMIME"u8) && (offered & SmtpExtensions.EightBitMime) != SmtpExtensions.None ? BodyType.EightBitMime
            : Ascii.EqualsIgnoreCase(value, "BINARYMIME"u8) && (offered & binary) == binary ? BodyType.BinaryMime
            : null;
    }

    private static DsnReturn ReadReturn(ReadOnlySpan<byte> value)
        => Ascii.EqualsIgnoreCase(value, "FULL"u8) ? DsnReturn.Full
            : Ascii.EqualsIgnoreCase(value, "HDRS"u8) ? DsnReturn.Headers
            : DsnReturn.Unspecified;
}
