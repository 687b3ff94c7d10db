namespace WebPublisher.Waf.Transformations;

/// <summary>The up to three octal digits after a backslash.</summary>
internal static class OctalDigits
{
    public static bool IsDigit(char character) => character is >= '0' and <= '7';

    /// <summary>Reads up to three digits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the first digit is.</param>
    /// <param name="fitsByte">Whether a third digit that would exceed 255 is left alone; if not the value is cut to its low eight bits.</param>
    /// <param name="length">How many digits were read.</param>
    public static byte Read(ReadOnlySpan<char> text, int start, bool fitsByte, out int length)
    {
        var most = fitsByte && text[start] > '3' ? 2 : 3;
        var value = 0;
        for (length = 0; length < most && start + length < text.Length && IsDigit(text[start + length]); length++)
        {
            value = (value * 8) + (text[start + length] - '0');
        }

        return (byte)value;
    }
}
