using System.Globalization;
using System.Text;

namespace WebPublisher.Demo.MailServer;

/// <summary>From octets on the wire to text: transfer encoding, then charset.</summary>
internal static class TextCoding
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes characters that stand for octets.</summary>
    /// <param name="text">The octets.</param>
    /// <param name="encoding">The Content-Transfer-Encoding; anything unknown means as it stands.</param>
    /// <param name="charset">The charset; where it is unknown, UTF-8 if it can be, else Latin-1.</param>
    public static string Decode(string text, string encoding, string charset)
    {
        var octets = encoding.Trim().ToUpperInvariant() switch
        {
            "BASE64" => FromBase64(text),
            "QUOTED-PRINTABLE" => FromQuotedPrintable(text),
            _ => Encoding.Latin1.GetBytes(text),
        };
        return Named(charset) is { } named ? named.GetString(octets) : Guess(octets);
    }

    private static string Guess(byte[] octets)
    {
        try
        {
            return s_strict.GetString(octets);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(octets);
        }
    }

    private static Encoding? Named(string charset)
    {
        if (charset.Length == 0 || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // A name nobody knows: the guess serves as well.
            return null;
        }
    }

    private static byte[] FromBase64(string text)
    {
        var digits = string.Concat(text.Where(character => char.IsAsciiLetterOrDigit(character) || character is '+' or '/'));
        var whole = digits.Length % 4 == 1 ? digits[..^1] : digits;
        return Convert.FromBase64String(whole.PadRight((whole.Length + 3) / 4 * 4, '='));
    }

    private static byte[] FromQuotedPrintable(string text)
    {
        var octets = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '=')
            {
                octets.Add((byte)text[at]);
            }
            else if (at + 2 < text.Length && byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                octets.Add(octet);
                at += 2;
            }
            else if (text.AsSpan(at + 1).StartsWith("\r\n"))
            {
                at += 2;
            }
            else
            {
                octets.Add((byte)'=');
            }
        }

        return [.. octets];
    }
}
