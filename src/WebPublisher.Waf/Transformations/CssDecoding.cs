using System.Buffers;

namespace WebPublisher.Waf.Transformations;

/// <summary>
/// <c>cssDecode</c>: a backslash with one to six hexadecimal digits and at most one white space after them; a backslash before a line feed vanishes with it, one at the end
/// vanishes too, any other is dropped.
/// </summary>
internal sealed class CssDecoding() : EscapeDecoding("cssDecode", CharacterKinds.Backslash, SearchValues.Create("\\"))
{
    private const int MostDigits = 6;

    protected override bool Decode(ReadOnlySpan<char> source, ref int read, Span<char> result, ref int written)
    {
        read++;
        var rest = source[read..];
        var digits = 0;
        while (digits < MostDigits && digits < rest.Length && char.IsAsciiHexDigit(rest[digits]))
        {
            digits++;
        }

        if (digits > 0)
        {
            var length = digits < rest.Length && WhiteSpace.Is(rest[digits]) ? digits + 1 : digits;
            return Put(ToByte(rest[..digits]), result, ref written, ref read, length);
        }

        if (!rest.IsEmpty)
        {
            if (rest[0] != '\n')
            {
                result[written++] = rest[0];
            }

            read++;
        }

        return true;
    }

    /// <summary>The last two digits decide; full-width forms are seen where the number is of four digits but for leading zeros.</summary>
    private static byte ToByte(ReadOnlySpan<char> digits)
    {
        if (digits.Length == 1)
        {
            return HexDigits.Value(digits[0]);
        }

        return digits.Length >= 4 && digits[..^4].Trim('0').IsEmpty
            ? HexDigits.LowByte(digits, digits.Length - 4)
            : HexDigits.Byte(digits[^2], digits[^1]);
    }
}
