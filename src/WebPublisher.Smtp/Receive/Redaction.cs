using System.Text;
using WebPublisher.Mail.Smtp;

namespace WebPublisher.Smtp.Receive;

/// <summary>Takes credentials out of lines before they are shown.</summary>
internal static class Redaction
{
    private static readonly byte[] s_hidden = "(redacted)"u8.ToArray();

    /// <summary>What stands for a line of an authentication exchange.</summary>
    public static ReadOnlySpan<byte> Hidden => s_hidden;

    /// <summary>
    /// The line as it may be shown. AUTH keeps its mechanism. A line that is no command may be a password that was sent out of order, so its text is hidden unless it is
    /// printable and has a verb-like beginning, of which it keeps that.
    /// </summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> line, SmtpVerb verb)
    {
        var wordEnd = line.IndexOf((byte)' ');
        var keep = verb switch
        {
            SmtpVerb.Auth when wordEnd > 0 && line[(wordEnd + 1)..].IndexOf((byte)' ') is var second and >= 0 => wordEnd + 1 + second,
            SmtpVerb.Unknown when wordEnd is > 0 and <= 10 => wordEnd,
            SmtpVerb.Unknown when line.Length > 10 || line.ContainsAnyExceptInRange((byte)' ', (byte)'~') => 0,
            _ => line.Length,
        };
        return keep == line.Length ? line : keep == 0 ? s_hidden : Encoding.ASCII.GetBytes($"{Encoding.ASCII.GetString(line[..keep])} (redacted)");
    }
}
