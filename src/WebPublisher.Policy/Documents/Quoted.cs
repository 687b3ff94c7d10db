using System.Globalization;
using System.Text;

namespace WebPublisher.Policy.Documents;

/// <summary>Repeats in a message what an operator wrote: shortened, and without characters that would break the line of a log.</summary>
internal static class Quoted
{
    private const int Longest = 80;

    /// <summary>In quotation marks.</summary>
    public static string Text(string value) => $"'{Bare(value)}'";

    /// <summary>Without quotation marks.</summary>
    public static string Bare(string value)
    {
        var text = new StringBuilder();
        foreach (var rune in value.EnumerateRunes().Take(Longest))
        {
            if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029)
            {
                text.Append('?');
            }
            else if (rune.Value != ' ' && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.SpaceSeparator)
            {
                // Pasted from a page, such a character is why a word that looks right is not known; some turn the direction of what follows.
                text.Append(CultureInfo.InvariantCulture, $"<U+{rune.Value:X4}>");
            }
            else
            {
                text.Append(rune);
            }
        }

        return text.Append(value.Length > Longest ? "..." : "").ToString();
    }
}
