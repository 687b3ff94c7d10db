using System.Buffers;
using System.Text.RegularExpressions;

namespace WebPublisher.Mail.Mime.Structure;

/// <summary>Judges single lines of a header.</summary>
internal static partial class HeaderLine
{
    private const int MostHidden = 200;

    private static readonly SearchValues<byte> s_blanks = SearchValues.Create(" \t\v\f\r\0"u8);

    /// <summary>What <paramref name="line"/>, which is not empty and without its line end, is to a header.</summary>
    public static HeaderLineKind Classify(ReadOnlySpan<byte> line)
    {
        if (!line.ContainsAnyExcept(s_blanks))
        {
            return HeaderLineKind.Blank;
        }

        if (line[0] is (byte)' ' or (byte)'\t')
        {
            return HeaderLineKind.Continuation;
        }

        if (line.StartsWith("From "u8) || line.StartsWith(">From "u8))
        {
            return HeaderLineKind.Envelope;
        }

        // A name is printable; white space may come between it and the colon (RFC 5322 section 4.5.8).
        var colon = line.IndexOf((byte)':');
        var name = colon < 0 ? default : line[..colon].TrimEnd(" \t"u8);
        return name.IsEmpty || name.ContainsAny((byte)' ', (byte)'\t') ? HeaderLineKind.Other : HeaderLineKind.Field;
    }

    /// <summary>
    /// Whether a continuation would decide the structure if it were a field. It must look like one in full: signatures list names of fields in continuations.
    /// </summary>
    public static bool HidesField(ReadOnlySpan<byte> line)
    {
        var text = line.Trim(" \t\v\f"u8);
        return text.Length > 8 && System.Text.Ascii.EqualsIgnoreCase(text[..8], "content-"u8)
            && HiddenField().IsMatch(System.Text.Encoding.Latin1.GetString(text[..Math.Min(text.Length, MostHidden)]));
    }

    [GeneratedRegex(
        @"^content-(type[ \t]*:[ \t]*""?[\w.+-]+/[\w.+-]+|transfer-encoding[ \t]*:[ \t]*(base64|quoted-printable|7bit|8bit|binary|x?-?uu)|disposition[ \t]*:[ \t]*(attachment|inline))",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex HiddenField();
}
