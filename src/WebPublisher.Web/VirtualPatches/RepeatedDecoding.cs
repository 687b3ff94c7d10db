using System.Buffers;

namespace WebPublisher.Web.VirtualPatches;

/// <summary>
/// Decodes text until nothing of it is encoded any more: a patch must see what the last of several decoders sees. Percent escapes, IIS's <c>%uXXXX</c>, overlong UTF-8
/// and full-width forms end as the ASCII characters that they stand for; other octets above 127 stay characters of their own (Latin-1).
/// </summary>
internal static class RepeatedDecoding
{
    /// <summary>How often text is decoded. URLs within URLs are encoded three or four times.</summary>
    public const int MostRounds = 8;

    private const int StackLimit = 512;

    private static readonly SearchValues<char> s_encoded = SearchValues.Create(['%', '+', .. Enumerable.Range(128, 128).Select(c => (char)c)]);

    /// <summary>Whether decoding would change anything.</summary>
    public static bool IsEncoded(ReadOnlySpan<char> text) => text.ContainsAny(s_encoded);

    /// <summary>Decodes a name or value of a query or form, where a plus sign is a space.</summary>
    /// <param name="text">As it was sent; characters above 255 do not occur in it.</param>
    public static string Parameter(ReadOnlySpan<char> text) => Decode(text, plusIsSpace: true);

    /// <summary>Decodes any other text, such as a cookie.</summary>
    /// <param name="text">As it was sent.</param>
    public static string Text(ReadOnlySpan<char> text) => Decode(text, plusIsSpace: false);

    private static string Decode(ReadOnlySpan<char> text, bool plusIsSpace)
    {
        Span<char> decoded = text.Length <= StackLimit ? stackalloc char[StackLimit] : new char[text.Length];
        text.CopyTo(decoded);
        decoded = decoded[..text.Length];
        if (plusIsSpace)
        {
            decoded.Replace('+', ' ');
        }

        for (var round = 0; round < MostRounds; round++)
        {
            var escapes = Unescape(ref decoded);
            var forms = Fold(ref decoded);
            if (!escapes && !forms)
            {
                break;
            }
        }

        return new string(decoded);
    }

    private static bool Unescape(ref Span<char> text)
    {
        var read = text.IndexOf('%');
        if (read < 0)
        {
            return false;
        }

        var written = read;
        while (read < text.Length)
        {
            if (text[read] != '%')
            {
                text[written++] = text[read++];
            }
            else if (Hex(text, read + 1, 2) is { } octet)
            {
                text[written++] = (char)octet;
                read += 3;
            }
            else if (read + 1 < text.Length && text[read + 1] is 'u' or 'U' && Hex(text, read + 2, 4) is { } unit)
            {
                text[written++] = Narrow(unit);
                read += 6;
            }
            else
            {
                text[written++] = text[read++];
            }
        }

        var changed = written < text.Length;
        text = text[..written];
        return changed;
    }

    /// <summary>Shortens octets that a lenient decoder of UTF-8, or Windows' best fit, takes for one ASCII character.</summary>
    private static bool Fold(ref Span<char> text)
    {
        var read = text.IndexOfAnyInRange('\u00C0', '\u00F0');
        if (read < 0)
        {
            return false;
        }

        var written = read;
        while (read < text.Length)
        {
            var (length, value) = Sequence(text[read..]);
            if (length > 0 && Narrow(value) is var narrow && narrow < 128)
            {
                text[written++] = narrow;
                read += length;
            }
            else
            {
                text[written++] = text[read++];
            }
        }

        var changed = written < text.Length;
        text = text[..written];
        return changed;
    }

    private static (int Length, int Value) Sequence(ReadOnlySpan<char> text)
    {
        var (length, value) = text[0] switch
        {
            >= '\u00C0' and < '\u00E0' => (2, text[0] & 0x1F),
            >= '\u00E0' and < '\u00F0' => (3, text[0] & 0x0F),
            '\u00F0' => (4, 0),
            _ => (0, 0),
        };
        if (length == 0 || text.Length < length)
        {
            return (0, 0);
        }

        foreach (var octet in text[1..length])
        {
            if ((octet & 0xFFC0) != 0x80)
            {
                return (0, 0);
            }

            value = (value << 6) | (octet & 0x3F);
        }

        return (length, value);
    }

    private static char Narrow(int unit) => unit switch
    {
        >= 0xFF01 and <= 0xFF5E => (char)(unit - 0xFEE0),
        0x2044 or 0x2215 => '/',
        0x2216 => '\\',
        0x2018 or 0x2019 or 0x02BC => '\'',
        0x201C or 0x201D => '"',
        _ => (char)unit,
    };

    private static int? Hex(ReadOnlySpan<char> text, int start, int count)
    {
        if (start + count > text.Length)
        {
            return null;
        }

        var value = 0;
        foreach (var digit in text.Slice(start, count))
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return null;
            }

            value = (value << 4) | Uri.FromHex(digit);
        }

        return value;
    }
}
