using System.Text;

namespace WebPublisher.Mail.Mime.Headers;

/// <summary>
/// Decodes encoded words (RFC 2047) as mail clients do: also within quotes and amid words, with white space inside, base64 without padding, and characters that are
/// cut between words of the same character set.
/// </summary>
internal static class EncodedWords
{
    /// <summary>The text of a value in which every octet is a character.</summary>
    public static string Decode(string value)
    {
        var at = value.IndexOf("=?", StringComparison.Ordinal);
        if (at < 0)
        {
            return RawText.Decode(value);
        }

        var text = new StringBuilder(value.Length);
        var octets = new List<byte>();
        var charset = "";
        var plain = 0;

        // Where nothing can end any more, nothing is looked for: the time has to stay linear in the length.
        var lastEnd = value.LastIndexOf("?=", StringComparison.Ordinal);
        while (at >= 0 && at < lastEnd)
        {
            if (!TryRead(value, at, out var word))
            {
                at = value.IndexOf("=?", at + 2, StringComparison.Ordinal);
                continue;
            }

            // White space between two encoded words belongs to neither.
            var between = value[plain..at];
            if (octets.Count == 0 || between.AsSpan().ContainsAnyExcept(" \t"))
            {
                Flush(text, charset, octets);
                text.Append(RawText.Decode(between));
            }
            else if (!charset.Equals(word.Charset, StringComparison.OrdinalIgnoreCase))
            {
                Flush(text, charset, octets);
            }

            charset = word.Charset;
            octets.AddRange(word.IsBase64 ? LooseBase64.Decode(word.Text) : DecodeQ(word.Text));
            plain = word.End;
            at = value.IndexOf("=?", plain, StringComparison.Ordinal);
        }

        Flush(text, charset, octets);
        text.Append(RawText.Decode(value[plain..]));
        return text.ToString();
    }

    private static bool TryRead(string value, int at, out (string Charset, bool IsBase64, string Text, int End) word)
    {
        word = default;
        var charsetEnd = value.IndexOf('?', at + 2);
        if (charsetEnd < 0 || charsetEnd == at + 2 || charsetEnd - at > 60 || charsetEnd + 2 >= value.Length || value[charsetEnd + 2] != '?')
        {
            return false;
        }

        var kind = char.ToLowerInvariant(value[charsetEnd + 1]);
        var end = kind is 'b' or 'q' ? value.IndexOf("?=", charsetEnd + 3, StringComparison.Ordinal) : -1;
        if (end < 0)
        {
            return false;
        }

        // A language may follow the character set (RFC 2231 section 5).
        var charset = value[(at + 2)..charsetEnd];
        var language = charset.IndexOf('*', StringComparison.Ordinal);
        word = (language < 0 ? charset : charset[..language], kind == 'b', value[(charsetEnd + 3)..end], end + 2);
        return true;
    }

    private static IEnumerable<byte> DecodeQ(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '=' && index + 2 < text.Length && char.IsAsciiHexDigit(text[index + 1]) && char.IsAsciiHexDigit(text[index + 2]))
            {
                yield return Convert.ToByte(text.Substring(index + 1, 2), 16);
                index += 2;
            }
            else
            {
                yield return text[index] == '_' ? (byte)' ' : (byte)text[index];
            }
        }
    }

    private static void Flush(StringBuilder text, string charset, List<byte> octets)
    {
        if (octets.Count > 0)
        {
            text.Append(Charsets.Decode(charset, octets.ToArray()));
            octets.Clear();
        }
    }
}
