namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>The bytes of a pattern, and where in them reading is.</summary>
internal sealed class PatternReader(byte[] bytes)
{
    /// <summary>Where, from 0.</summary>
    public int Position { get; set; }

    /// <summary>Whether everything was read.</summary>
    public bool IsAtEnd => Position >= bytes.Length;

    /// <summary>The next byte, or -1.</summary>
    public int Peek(int ahead = 0) => Position + ahead < bytes.Length ? bytes[Position + ahead] : -1;

    /// <summary>Takes the next byte, or -1 at the end.</summary>
    public int Take() => Position < bytes.Length ? bytes[Position++] : -1;

    /// <summary>Takes a text if it comes next.</summary>
    public bool TryTake(string text)
    {
        if (!IsNext(text))
        {
            return false;
        }

        Position += text.Length;
        return true;
    }

    /// <summary>Whether a text comes next.</summary>
    public bool IsNext(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (Peek(i) != text[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes decimal digits; -1 where there are none. A number beyond <paramref name="limit"/> is an error.</summary>
    public int TakeNumber(int limit)
    {
        var start = Position;
        var value = 0;
        while (Peek() is >= '0' and <= '9')
        {
            value = (value * 10) + (Take() - '0');
            if (value > limit)
            {
                throw new PatternException(start, $"the number is above {limit}");
            }
        }

        return Position == start ? -1 : value;
    }

    /// <summary>Takes a name of a group up to a closing character.</summary>
    public string TakeName(char close)
    {
        var start = Position;
        while (Peek() is var next && next is >= 0 and < 0x80 && (char.IsAsciiLetterOrDigit((char)next) || next == '_'))
        {
            Position++;
        }

        var length = Position - start;
        if (length == 0 || Take() != close)
        {
            throw new PatternException(start, $"the name of a group was expected, and '{close}' behind it");
        }

        return string.Create(length, (bytes, start), (name, state) =>
        {
            for (var i = 0; i < name.Length; i++)
            {
                name[i] = (char)state.bytes[state.start + i];
            }
        });
    }

    /// <summary>The pattern from a place to here is at fault.</summary>
    public PatternException Error(string message, int? position = null) => new(position ?? Position, message);
}
