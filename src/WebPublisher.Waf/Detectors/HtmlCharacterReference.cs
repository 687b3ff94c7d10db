namespace WebPublisher.Waf.Detectors;

/// <summary>Reads characters that may be written as numeric character references: <c>&amp;#106;</c>, <c>&amp;#x6A;</c>, with or without the semicolon.</summary>
internal static class HtmlCharacterReference
{
    // References beyond this are taken for what they are written with; so are those of more digits.
    private const int Limit = 0x1000FF;

    /// <summary>Reads one character.</summary>
    /// <param name="text">Not empty; what is left behind the character afterwards.</param>
    public static int Read(ref ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || text[0] != '&' || text[1] != '#')
        {
            return TakeLiteral(ref text);
        }

        var isHexadecimal = text[2] is 'x' or 'X';
        var digits = isHexadecimal ? 3 : 2;
        var at = digits;
        var value = 0;
        while (at < text.Length && DigitOf(text[at], isHexadecimal) is >= 0 and var digit)
        {
            value = (value * (isHexadecimal ? 16 : 10)) + digit;
            if (value > Limit)
            {
                return TakeLiteral(ref text);
            }

            at++;
        }

        if (at == digits)
        {
            return TakeLiteral(ref text);
        }

        text = text[(at < text.Length && text[at] == ';' ? at + 1 : at)..];
        return value;
    }

    private static int TakeLiteral(ref ReadOnlySpan<char> text)
    {
        var character = text[0];
        text = text[1..];
        return character;
    }

    private static int DigitOf(char character, bool isHexadecimal) =>
        char.IsAsciiDigit(character) ? character - '0' : isHexadecimal && char.IsAsciiHexDigit(character) ? (character | 0x20) - 'a' + 10 : -1;
}
