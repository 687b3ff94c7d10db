namespace WebPublisher.Waf.Operators;

/// <summary>Whether digits are a number that somebody issued: cards, Brazilian taxpayers, American social security.</summary>
internal static class NumberChecks
{
    private const int CpfLength = 11;
    private const int SsnLength = 9;

    /// <summary>Payment cards: the sum of ISO/IEC 7812-1 annex B (Luhn) over all digits of the text.</summary>
    public static bool IsCardNumber(ReadOnlySpan<char> text)
    {
        var sum = 0;
        var digits = 0;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                var doubled = (text[i] - '0') << (digits & 1);
                sum += doubled > 9 ? doubled - 9 : doubled;
                digits++;
            }
        }

        return digits > 0 && sum % 10 == 0;
    }

    /// <summary>Cadastro de Pessoas Físicas: eleven digits of which the last two check the others; one digit eleven times and 01234567890 are nobody's.</summary>
    public static bool IsCpf(ReadOnlySpan<char> text)
    {
        // As mod_security2 reads it, digits from the twelfth on are ignored.
        Span<int> digits = stackalloc int[CpfLength];
        if (TakeDigits(text, digits) < CpfLength || (Steps(digits) is var (same, _) && same == CpfLength - 1) || IsCounting(digits))
        {
            return false;
        }

        return digits[9] == CheckDigit(digits[..9]) && digits[10] == CheckDigit(digits[..10]);
    }

    /// <summary>Social Security: nine digits, area below 740 and not 666, no part zero, not one digit repeated and not ascending by one.</summary>
    public static bool IsSsn(ReadOnlySpan<char> text)
    {
        Span<int> digits = stackalloc int[SsnLength];
        if (TakeDigits(text, digits) != SsnLength)
        {
            return false;
        }

        var (same, ascending) = Steps(digits);
        var area = (digits[0] * 100) + (digits[1] * 10) + digits[2];
        var group = (digits[3] * 10) + digits[4];
        var serial = (digits[5] * 1000) + (digits[6] * 100) + (digits[7] * 10) + digits[8];
        return same < SsnLength - 1 && ascending < SsnLength - 1 && area is > 0 and < 740 and not 666 && group > 0 && serial > 0;
    }

    /// <summary>Takes what fits, and says how many digits there are.</summary>
    private static int TakeDigits(ReadOnlySpan<char> text, Span<int> digits)
    {
        var count = 0;
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character))
            {
                continue;
            }

            if (count < digits.Length)
            {
                digits[count] = character - '0';
            }

            count++;
        }

        return count;
    }

    private static (int Same, int Ascending) Steps(ReadOnlySpan<int> digits)
    {
        var (same, ascending) = (0, 0);
        for (var i = 1; i < digits.Length; i++)
        {
            same += digits[i] == digits[i - 1] ? 1 : 0;
            ascending += digits[i] == digits[i - 1] + 1 ? 1 : 0;
        }

        return (same, ascending);
    }

    private static bool IsCounting(ReadOnlySpan<int> digits)
    {
        for (var i = 0; i < digits.Length; i++)
        {
            if (digits[i] != i % 10)
            {
                return false;
            }
        }

        return true;
    }

    private static int CheckDigit(ReadOnlySpan<int> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            sum += digits[i] * (digits.Length + 1 - i);
        }

        return sum % 11 is var rest && rest < 2 ? 0 : 11 - rest;
    }
}
