namespace WebPublisher.Waf.Operators;

/// <summary>Numbers as C's <c>atoi</c> reads them, which is how mod_security2 compares: white space, a sign, digits; whatever follows is ignored, and no digits are zero.</summary>
internal static class CDigits
{
    /// <summary>Reads a number. What does not fit 64 bits stops at their limits, and 32 bits of that are taken, as glibc does on machines of 64 bits.</summary>
    public static int Parse(ReadOnlySpan<char> text)
    {
        var i = 0;
        while (i < text.Length && text[i] is ' ' or (>= '\t' and <= '\r'))
        {
            i++;
        }

        var isNegative = i < text.Length && text[i] == '-';
        if (isNegative || (i < text.Length && text[i] == '+'))
        {
            i++;
        }

        long value = 0;
        for (; i < text.Length && char.IsAsciiDigit(text[i]); i++)
        {
            var digit = text[i] - '0';
            if (value > (long.MaxValue - digit) / 10)
            {
                return isNegative ? unchecked((int)long.MinValue) : unchecked((int)long.MaxValue);
            }

            value = (value * 10) + digit;
        }

        return unchecked((int)(isNegative ? -value : value));
    }
}
