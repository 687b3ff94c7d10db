using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Bodies;

/// <summary>The pairs of <c>a=1&amp;b=2</c> as mod_security2's parse_arguments cuts and decodes them: the same for a query and for a form.</summary>
internal ref struct UrlEncodedArguments(ByteText text, char separator, TextArena arena)
{
    private readonly TextArena _arena = arena;
    private readonly char _separator = separator;
    private ByteText _rest = text;

    /// <summary>Whether a percent sign was met that no two hexadecimal digits follow. It stays as it is.</summary>
    public bool HasInvalidEncoding { get; private set; }

    /// <summary>The next pair; empty names and values count, nothing after the last separator does not.</summary>
    public bool TryNext(out NamedText argument)
    {
        if (_rest.IsEmpty)
        {
            argument = default;
            return false;
        }

        var span = _rest.Span;
        var end = span.IndexOf(_separator);
        var pair = end < 0 ? _rest : _rest.Slice(0, end);
        _rest = end < 0 || end + 1 == span.Length ? default : _rest.Slice(end + 1);
        var equals = pair.Span.IndexOf('=');
        argument = equals < 0
            ? new NamedText(Decode(pair), default)
            : new NamedText(Decode(pair.Slice(0, equals)), Decode(pair.Slice(equals + 1, pair.Length - equals - 1)));
        return true;
    }

    private ByteText Decode(ByteText encoded)
    {
        var input = encoded.Span;
        var i = input.IndexOfAny('%', '+');
        if (i < 0)
        {
            return encoded;
        }

        var output = _arena.Reserve(input.Length);
        input[..i].CopyTo(output);
        var length = i;
        while (i < input.Length)
        {
            var character = input[i];
            if (character == '%')
            {
                if (i + 2 < input.Length && char.IsAsciiHexDigit(input[i + 1]) && char.IsAsciiHexDigit(input[i + 2]))
                {
                    character = ByteText.FromByte((byte)((HexDigit(input[i + 1]) << 4) | HexDigit(input[i + 2])));
                    i += 2;
                }
                else
                {
                    HasInvalidEncoding = true;
                }
            }
            else if (character == '+')
            {
                character = ' ';
            }

            output[length++] = character;
            i++;
        }

        return _arena.Commit(length);
    }

    private static int HexDigit(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
