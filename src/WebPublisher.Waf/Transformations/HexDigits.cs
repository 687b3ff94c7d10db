namespace WebPublisher.Waf.Transformations;

/// <summary>Hexadecimal digits the way mod_security2 reads them.</summary>
internal static class HexDigits
{
    public static byte Value(char digit)
    {
        var value = (byte)digit;
        return (byte)(value >= 'A' ? (value & 0xDF) - 'A' + 10 : value - '0');
    }

    /// <summary>The byte of two digits. What is no digit gives what the C code's arithmetic gives: <c>hexDecode</c> asks for no digits.</summary>
    public static byte Byte(char high, char low) => (byte)((Value(high) * 16) + Value(low));

    public static bool ArePair(ReadOnlySpan<char> text, int start) =>
        start + 1 < text.Length && char.IsAsciiHexDigit(text[start]) && char.IsAsciiHexDigit(text[start + 1]);

    public static bool AreFour(ReadOnlySpan<char> text, int start) => ArePair(text, start) && ArePair(text, start + 2);

    /// <summary>
    /// The byte four digits stand for: the low one, moved to ASCII where the four name a full-width form (U+FF01 to U+FF5E), which some servers take for the plain letter.
    /// </summary>
    public static byte LowByte(ReadOnlySpan<char> text, int start)
    {
        var low = Byte(text[start + 2], text[start + 3]);
        var isFullWidth = low is > 0 and < 0x5F && (text[start] | 0x20) == 'f' && (text[start + 1] | 0x20) == 'f';
        return isFullWidth ? (byte)(low + 0x20) : low;
    }
}
