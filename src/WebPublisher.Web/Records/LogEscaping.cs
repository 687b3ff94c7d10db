using System.Buffers;
using System.Globalization;
using System.Text;

namespace WebPublisher.Web.Records;

/// <summary>
/// Makes text from outside fit for a log line: control characters, line and paragraph separators, characters that turn the direction of text (CVE-2021-42574) and
/// lone surrogates become <c>\uXXXX</c>, so that nobody forges a line or drives a terminal (CWE-117, CWE-150). Everything else stays readable.
/// </summary>
public static class LogEscaping
{
    private static readonly SearchValues<char> s_suspect = SearchValues.Create(
        [.. Enumerable.Range(char.MinValue, char.MaxValue + 1).Select(code => (char)code).Where(character => !IsSafe(character))]);

    /// <summary>Whether <see cref="Escape"/> would leave the text as it is, however long.</summary>
    public static bool IsClean(ReadOnlySpan<char> text)
    {
        // Nearly every text is printable ASCII, and that is found out many characters at a time.
        var unusual = text.IndexOfAnyExceptInRange(' ', '~');
        return unusual < 0 || !text[unusual..].ContainsAny(s_suspect);
    }

    /// <summary>Whether a text in UTF-8 is printable ASCII, as nearly every one is: <see cref="Escape"/> would leave it as it is, however long.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)' ', (byte)'~');

    /// <summary>Escapes <paramref name="text"/>, and cuts it to <paramref name="maximum"/> characters followed by an ellipsis.</summary>
    /// <returns><paramref name="text"/> itself when nothing had to change.</returns>
    public static string Escape(string text, int maximum = 4096)
    {
        if (text.Length <= maximum && IsClean(text))
        {
            return text;
        }

        var escaped = new StringBuilder(Math.Min(text.Length, maximum) + 32);
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, maximum)).EnumerateRunes())
        {
            if (rune.IsBmp && (!IsSafe((char)rune.Value) || rune == Rune.ReplacementChar))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }
            else
            {
                escaped.Append(rune.ToString());
            }
        }

        return text.Length > maximum ? escaped.Append("...").ToString() : escaped.ToString();
    }

    private static bool IsSafe(char character) => char.GetUnicodeCategory(character)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
}
