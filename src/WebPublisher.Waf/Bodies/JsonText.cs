using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Bodies;

/// <summary>Takes the backslashes off a JSON string as yajl 2 does; the lexer has made sure that they are right.</summary>
internal static class JsonText
{
    /// <summary>The text of a string as UTF-8, one character for each byte.</summary>
    /// <param name="text">What stands between the quotation marks.</param>
    /// <param name="hasEscapes">Whether there are backslashes.</param>
    /// <param name="arena">Where it is written.</param>
    public static ByteText Decode(ReadOnlySpan<byte> text, bool hasEscapes, TextArena arena)
    {
        if (!hasEscapes)
        {
            return arena.Add(text);
        }

        // Nothing grows: the six characters of \u0000 make three bytes at most.
        var output = arena.Reserve(text.Length);
        var length = 0;
        while (!text.IsEmpty)
        {
            var plain = text.IndexOf((byte)'\\');
            plain = plain < 0 ? text.Length : plain;
            ByteText.Widen(text[..plain], output[length..]);
            length += plain;
            text = text[plain..];
            if (!text.IsEmpty)
            {
                text = DecodeEscape(text[1..], output, ref length);
            }
        }

        return arena.Commit(length);
    }

    private static ReadOnlySpan<byte> DecodeEscape(ReadOnlySpan<byte> text, Span<char> output, scoped ref int length)
    {
        if (text[0] == 'u')
        {
            return DecodeCodePoint(text[1..], output, ref length);
        }

        output[length++] = text[0] switch
        {
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            var other => (char)other,
        };
        return text[1..];
    }

    private static ReadOnlySpan<byte> DecodeCodePoint(ReadOnlySpan<byte> text, Span<char> output, scoped ref int length)
    {
        var code = Hex(text);
        text = text[4..];
        if ((code & 0xFC00) == 0xD800)
        {
            if (!text.StartsWith("\\u"u8))
            {
                // yajl shows a surrogate without its other half as a question mark.
                output[length++] = '?';
                return text;
            }

            code = ((code & 0x3F) << 10) | ((((code >> 6) & 0xF) + 1) << 16) | (Hex(text[2..]) & 0x3FF);
            text = text[6..];
        }

        Encode(code, output, ref length);
        return text;
    }

    /// <summary>Surrogates as well: they make three bytes that are not UTF-8.</summary>
    private static void Encode(int code, Span<char> output, scoped ref int length)
    {
        if (code < 0x80)
        {
            output[length++] = (char)code;
            return;
        }

        var following = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
        var lead = following switch { 1 => 0xC0, 2 => 0xE0, _ => 0xF0 };
        output[length++] = ByteText.FromByte((byte)(lead | (code >> (6 * following))));
        for (var shift = 6 * (following - 1); shift >= 0; shift -= 6)
        {
            output[length++] = ByteText.FromByte((byte)(0x80 | ((code >> shift) & 0x3F)));
        }
    }

    private static int Hex(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits[..4])
        {
            value = (value << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return value;
    }
}
