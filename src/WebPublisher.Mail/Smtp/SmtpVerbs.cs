using System.Text;

namespace WebPublisher.Mail.Smtp;

/// <summary>Verbs as they are written.</summary>
public static class SmtpVerbs
{
    /// <summary>The verb that <paramref name="word"/> is, in any case (RFC 5321 section 2.4).</summary>
    public static SmtpVerb Recognize(ReadOnlySpan<byte> word)
    {
        if (word.Length == 8)
        {
            return Ascii.EqualsIgnoreCase(word, "STARTTLS"u8) ? SmtpVerb.StartTls : SmtpVerb.Unknown;
        }

        if (word.Length != 4)
        {
            return SmtpVerb.Unknown;
        }

        // Bit 5 makes a letter lower-case; a word that only then looks like a verb is told apart by the comparison below.
        var verb = ((word[0] | 0x20) << 24 | (word[1] | 0x20) << 16 | (word[2] | 0x20) << 8 | (word[3] | 0x20)) switch
        {
            'h' << 24 | 'e' << 16 | 'l' << 8 | 'o' => SmtpVerb.Helo,
            'e' << 24 | 'h' << 16 | 'l' << 8 | 'o' => SmtpVerb.Ehlo,
            'm' << 24 | 'a' << 16 | 'i' << 8 | 'l' => SmtpVerb.Mail,
            'r' << 24 | 'c' << 16 | 'p' << 8 | 't' => SmtpVerb.Rcpt,
            'd' << 24 | 'a' << 16 | 't' << 8 | 'a' => SmtpVerb.Data,
            'b' << 24 | 'd' << 16 | 'a' << 8 | 't' => SmtpVerb.Bdat,
            'r' << 24 | 's' << 16 | 'e' << 8 | 't' => SmtpVerb.Rset,
            'n' << 24 | 'o' << 16 | 'o' << 8 | 'p' => SmtpVerb.Noop,
            'q' << 24 | 'u' << 16 | 'i' << 8 | 't' => SmtpVerb.Quit,
            'h' << 24 | 'e' << 16 | 'l' << 8 | 'p' => SmtpVerb.Help,
            'v' << 24 | 'r' << 16 | 'f' << 8 | 'y' => SmtpVerb.Vrfy,
            'e' << 24 | 'x' << 16 | 'p' << 8 | 'n' => SmtpVerb.Expn,
            'a' << 24 | 'u' << 16 | 't' << 8 | 'h' => SmtpVerb.Auth,
            _ => SmtpVerb.Unknown,
        };
        return verb != SmtpVerb.Unknown && Ascii.EqualsIgnoreCase(word, Text(verb)) ? verb : SmtpVerb.Unknown;
    }

    /// <summary>The word for <paramref name="verb"/>, in upper case; empty for an unknown verb.</summary>
    public static ReadOnlySpan<byte> Text(SmtpVerb verb) => verb switch
    {
        SmtpVerb.Helo => "HELO"u8,
        SmtpVerb.Ehlo => "EHLO"u8,
        SmtpVerb.Mail => "MAIL"u8,
        SmtpVerb.Rcpt => "RCPT"u8,
        SmtpVerb.Data => "DATA"u8,
        SmtpVerb.Bdat => "BDAT"u8,
        SmtpVerb.Rset => "RSET"u8,
        SmtpVerb.Noop => "NOOP"u8,
        SmtpVerb.Quit => "QUIT"u8,
        SmtpVerb.Help => "HELP"u8,
        SmtpVerb.Vrfy => "VRFY"u8,
        SmtpVerb.Expn => "EXPN"u8,
        SmtpVerb.StartTls => "STARTTLS"u8,
        SmtpVerb.Auth => "AUTH"u8,
        _ => [],
    };
}
