using System.Buffers;

namespace WebPublisher.Web.Filtering;

/// <summary>Decodes percent-escapes for looking, not for forwarding: what begins no escape stays as it is.</summary>
internal static class PercentDecoding
{
    /// <summary>Bytes of the longest escape, <c>%uXXXX</c>.</summary>
    public const int LongestEscape = 6;

    private static readonly SearchValues<byte> s_marks = SearchValues.Create("%+"u8);

    /// <summary>Whether decoding would change anything.</summary>
    public static bool Changes(ReadOnlySpan<byte> text) => text.ContainsAny(s_marks);

    /// <summary>
    /// Decodes <c>%XX</c>, the <c>%uXXXX</c> of older IIS (to UTF-8) and, as forms mean it, a plus sign to a space.
    /// </summary>
    /// <param name="text">What is decoded.</param>
    /// <param name="decoded">At least as long; may be <paramref name="text"/> itself.</param>
    /// <returns>How many bytes of <paramref name="decoded"/> were written.</returns>
    public static int Decode(ReadOnlySpan<byte> text, Span<byte> decoded)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && TryReadHex(text, i + 1, 2, out var octet))
            {
                decoded[length++] = (byte)octet;
                i += 2;
            }
            else if (text[i] == '%' && i + 1 < text.Length && (text[i + 1] | 0x20) == 'u' && TryReadHex(text, i + 2, 4, out var unit))
            {
                length += EncodeUtf8(unit, decoded[length..]);
                i += 5;
            }
            else
            {
                decoded[length++] = text[i] == '+' ? (byte)' ' : text[i];
            }
        }

        return length;
    }

    /// <summary>How many bytes at the end of a piece may be the beginning of an escape that the next piece completes.</summary>
    public static int Incomplete(ReadOnlySpan<byte> piece)
    {
        var tail = piece[Math.Max(0, piece.Length - LongestEscape + 1)..];
        var percent = tail.LastIndexOf((byte)'%');
        if (percent < 0)
        {
            return 0;
        }

        var begun = tail[percent..];
        var digits = begun.Length > 1 && (begun[1] | 0x20) == 'u' ? 2 : 1;
        var needed = digits == 2 ? LongestEscape : 3;
        return begun.Length < needed && (begun.Length <= digits || TryReadHex(begun, digits, begun.Length - digits, out _)) ? begun.Length : 0;
    }

    private static bool TryReadHex(ReadOnlySpan<byte> text, int start, int count, out int value)
    {
        value = 0;
        if (start + count > text.Length)
        {
            return false;
        }

        foreach (var digit in text.Slice(start, count))
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }

            value = (value << 4) | Uri.FromHex((char)digit);
        }

        return true;
    }

    // Six bytes of an escape become three at most. Halves of pairs are encoded as they stand: this is looked at and thrown away.
    private static int EncodeUtf8(int unit, Span<byte> to)
    {
        if (unit < 0x80)
        {
            to[0] = (byte)unit;
            return 1;
        }

        if (unit < 0x800)
        {
            (to[0], to[1]) = ((byte)(0xC0 | (unit >> 6)), (byte)(0x80 | (unit & 0x3F)));
            return 2;
        }

        (to[0], to[1], to[2]) = ((byte)(0xE0 | (unit >> 12)), (byte)(0x80 | ((unit >> 6) & 0x3F)), (byte)(0x80 | (unit & 0x3F)));
        return 3;
    }
}
