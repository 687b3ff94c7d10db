using System.Text;
using WebPublisher.Mail.Mime.Headers;

namespace WebPublisher.Mail.Headers;

/// <summary>Writes values of unstructured fields: folded (RFC 5322 section 2.2.3) and, where they are not ASCII, in encoded words (RFC 2047).</summary>
internal static class FieldText
{
    /// <summary>How long lines should be at most (RFC 5322 section 2.1.1).</summary>
    public const int UsualLine = 78;

    /// <summary>How long they may be at most, without the line end.</summary>
    public const int LongestLine = 998;

    // An encoded word has 75 characters at most (RFC 2047 section 2): 12 of them frame it, and four stand for three octets.
    private const int OctetsPerWord = 45;

    /// <summary>A whole field, its line end included.</summary>
    public static byte[] Format(string name, string value)
    {
        if (!IsPlain(value))
        {
            return Encoding.ASCII.GetBytes($"{name}: {Encode(value)}\r\n");
        }

        var text = new StringBuilder(name).Append(':');
        var line = text.Length;
        foreach (var word in value.Split(' '))
        {
            if (line + 1 + word.Length > UsualLine && line > name.Length + 1 && word.Length > 0)
            {
                text.Append("\r\n");
                line = 0;
            }

            text.Append(' ').Append(word);
            line += 1 + word.Length;
        }

        return Encoding.ASCII.GetBytes(text.Append("\r\n").ToString());
    }

    /// <summary>A field with a text in front of its value; the same octets when it begins with the text already.</summary>
    public static ReadOnlyMemory<byte> Prepend(ReadOnlyMemory<byte> field, string text)
    {
        var colon = field.Span.IndexOf((byte)':') + 1;
        var value = field.Span[colon..].TrimStart(" \t"u8);
        var unfolded = Encoding.Latin1.GetString(value).Replace("\r\n", "", StringComparison.Ordinal).Trim(' ', '\t');
        if (EncodedWords.Decode(unfolded).StartsWith(text, StringComparison.Ordinal))
        {
            return field;
        }

        // White space between two encoded words is not shown: then the space has to be in one of them.
        var front = IsPlain(text) ? text : Encode(unfolded.StartsWith("=?", StringComparison.Ordinal) ? $"{text} " : text);
        var firstLine = value.IndexOf("\r\n"u8) is var end && end < 0 ? value.Length : end;
        var lastOfFront = front.Length - (front.LastIndexOf('\n') + 1);
        var glue = firstLine == 0 ? "" : colon + 1 + lastOfFront + 1 + firstLine > UsualLine ? "\r\n " : " ";
        return (byte[])[.. field.Span[..colon], .. Encoding.ASCII.GetBytes($" {front}{glue}"), .. value];
    }

    /// <summary>Whether a text can stand in a field as it is: printable ASCII, no word too long for a line, nothing that would be taken for an encoded word.</summary>
    private static bool IsPlain(string value) =>
        value.All(c => c is >= ' ' and <= '~') && !value.Contains("=?", StringComparison.Ordinal) && value.Split(' ').All(word => word.Length < LongestLine - 100)
        && !value.StartsWith(' ') && !value.EndsWith(' ');

    private static string Encode(string value)
    {
        var words = new StringBuilder();
        var octets = new List<byte>(OctetsPerWord);
        Span<byte> encoded = stackalloc byte[4];
        foreach (var rune in value.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(encoded);
            if (octets.Count + length > OctetsPerWord)
            {
                Flush();
            }

            octets.AddRange(encoded[..length]);
        }

        Flush();
        return words.ToString();

        void Flush()
        {
            words.Append(words.Length > 0 ? "\r\n " : "").Append("=?utf-8?B?").Append(Convert.ToBase64String(octets.ToArray())).Append("?=");
            octets.Clear();
        }
    }
}
