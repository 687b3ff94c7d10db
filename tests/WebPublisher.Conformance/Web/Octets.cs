using System.Globalization;
using System.Text;

namespace WebPublisher.Conformance.Web;

/// <summary>Octets as text, a character each.</summary>
internal static class Octets
{
    /// <summary>Puts a request's mark in, and repeats what is to be repeated.</summary>
    public static string Expand(string text, string mark)
    {
        const string Begin = "@@REPEAT:";
        text = text.Replace("{{ID}}", mark, StringComparison.Ordinal);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : text.IndexOf("@@", begin + Begin.Length + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            return text;
        }

        var count = int.Parse(text.AsSpan((begin + Begin.Length + 2)..end), NumberStyles.None, CultureInfo.InvariantCulture);
        return string.Concat(text.AsSpan(0, begin), new string(text[begin + Begin.Length], count), text.AsSpan(end + 2));
    }

    /// <summary>The octets of a text.</summary>
    public static byte[] Of(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>A text for people to read: what cannot be seen is written as a number.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = character is < ' ' or > '~' ? escaped.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}") : escaped.Append(character);
        }

        return escaped.ToString();
    }
}
