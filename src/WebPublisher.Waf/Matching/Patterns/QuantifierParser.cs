namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>Reads how often something is repeated, without the sign behind it that makes it lazy or possessive.</summary>
internal static class QuantifierParser
{
    /// <summary>The highest number in a quantifier; PCRE's own limit.</summary>
    private const int HighestRepetition = 65535;

    /// <summary>Takes a quantifier if one comes next.</summary>
    public static bool TryTake(PatternReader reader, out int minimum, out int? maximum)
    {
        (minimum, maximum) = (0, null);
        switch (reader.Peek())
        {
            case '*':
                break;
            case '+':
                minimum = 1;
                break;
            case '?':
                maximum = 1;
                break;
            case '{' when IsNumbers(reader, 0):
                reader.Position++;
                minimum = reader.TakeNumber(HighestRepetition);
                maximum = minimum;
                if (reader.TryTake(","))
                {
                    maximum = reader.TakeNumber(HighestRepetition) is var number and >= 0 ? number : null;
                }

                break;
            default:
                return false;
        }

        reader.Position++;
        return true;
    }

    /// <summary>Whether a brace begins a quantifier: digits, and perhaps a comma and more digits; any other is a character.</summary>
    /// <param name="reader">The pattern.</param>
    /// <param name="brace">Where the brace stands, counted from where the reader is.</param>
    public static bool IsNumbers(PatternReader reader, int brace)
    {
        var next = SkipDigits(reader, brace + 1);
        if (next == brace + 1)
        {
            return false;
        }

        next = reader.Peek(next) == ',' ? SkipDigits(reader, next + 1) : next;
        return reader.Peek(next) == '}';
    }

    private static int SkipDigits(PatternReader reader, int ahead)
    {
        while (reader.Peek(ahead) is >= '0' and <= '9')
        {
            ahead++;
        }

        return ahead;
    }
}
