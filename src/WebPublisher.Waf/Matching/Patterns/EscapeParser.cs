using System.Globalization;

namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>What follows a backslash and stands for characters, in classes and outside.</summary>
internal static class EscapeParser
{
    /// <summary>Reads an escape that stands for a kind of characters, or returns null and reads nothing.</summary>
    /// <param name="reader">Behind the backslash.</param>
    public static ByteSet? TryKind(PatternReader reader)
    {
        ByteSet? kind = reader.Peek() switch
        {
            'd' => ByteSet.Digits,
            'D' => ~ByteSet.Digits,
            'w' => ByteSet.Word,
            'W' => ~ByteSet.Word,
            's' => ByteSet.Space,
            'S' => ~ByteSet.Space,
            'h' => ByteSet.HorizontalSpace,
            'H' => ~ByteSet.HorizontalSpace,
            'v' => ByteSet.VerticalSpace,
            'V' => ~ByteSet.VerticalSpace,
            _ => null,
        };
        reader.Position += kind is null ? 0 : 1;
        return kind;
    }

    /// <summary>Reads an escape that stands for one byte.</summary>
    /// <param name="reader">Behind the backslash.</param>
    /// <param name="isInClass">Whether <c>\b</c> is a backspace and digits are octal.</param>
    public static byte Byte(PatternReader reader, bool isInClass)
    {
        var position = reader.Position - 1;
        var letter = reader.Take();
        switch (letter)
        {
            case -1:
                throw reader.Error("a backslash stands at the end", position);
            case 'a':
                return 0x07;
            case 'e':
                return 0x1B;
            case 'f':
                return 0x0C;
            case 'n':
                return 0x0A;
            case 'r':
                return 0x0D;
            case 't':
                return 0x09;
            case 'b' when isInClass:
                return 0x08;
            case 'c':
                return reader.Take() is var control and >= ' ' and <= '~'
                    ? (byte)(char.ToUpperInvariant((char)control) ^ 0x40)
                    : throw reader.Error("\\c takes a printable ASCII character", position);
            case 'x':
                return Hexadecimal(reader, position);
            case 'o':
                return Octal(reader, position);
            case >= '0' and <= '7':
                reader.Position--;
                return OctalDigits(reader, 3, position);
            case >= 0x80:
                return (byte)letter;
            default:
                return !char.IsAsciiLetterOrDigit((char)letter) ? (byte)letter : throw reader.Error($"\\{(char)letter} is not supported", position);
        }
    }

    private static byte Hexadecimal(PatternReader reader, int position)
    {
        var isBraced = reader.TryTake("{");
        var value = 0;
        var digits = 0;
        while (digits < (isBraced ? 8 : 2) && reader.Peek() is var next && next is >= 0 and < 0x80 && char.IsAsciiHexDigit((char)next))
        {
            value = (value << 4) | int.Parse([(char)reader.Take()], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            digits++;
        }

        if (isBraced && (digits == 0 || !reader.TryTake("}")))
        {
            throw reader.Error("\\x{ takes hexadecimal digits and a closing brace", position);
        }

        return value is >= 0 and <= 0xFF ? (byte)value : throw reader.Error("a character above \\x{ff} does not exist in bytes", position);
    }

    private static byte Octal(PatternReader reader, int position)
    {
        if (!reader.TryTake("{"))
        {
            throw reader.Error("\\o takes octal digits in braces", position);
        }

        var value = OctalDigits(reader, 8, position);
        return reader.TryTake("}") ? value : throw reader.Error("\\o takes octal digits in braces", position);
    }

    private static byte OctalDigits(PatternReader reader, int most, int position)
    {
        var value = 0;
        for (var i = 0; i < most && reader.Peek() is >= '0' and <= '7'; i++)
        {
            value = (value << 3) | (reader.Take() - '0');
        }

        return value <= 0xFF ? (byte)value : throw reader.Error("a character above \\377 does not exist in bytes", position);
    }
}
