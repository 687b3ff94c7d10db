using System.Globalization;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>A member of <c>TX</c>: a text, a number, or both once one was made of the other. Scores are only ever numbers, so that adding to them makes no text.</summary>
internal struct TxValue
{
    /// <summary>The text, where <see cref="HasText"/>.</summary>
    public ByteText Text;

    /// <summary>The number, where <see cref="HasNumber"/>.</summary>
    public int Number;

    /// <summary>Whether there is such a member.</summary>
    public bool IsSet;

    /// <summary>Whether the text is known.</summary>
    public bool HasText;

    /// <summary>Whether the number is known.</summary>
    public bool HasNumber;

    /// <summary>Whether a text is just what its number would be written as.</summary>
    public static bool IsCanonicalNumber(ReadOnlySpan<char> text, out int number)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && (text.Length == 1 || text[0] != '0');
}
