using System.Buffers;

namespace WebPublisher.Waf.Bodies;

/// <summary>Cuts JSON into tokens as yajl 2's lexer does.</summary>
internal ref struct JsonTokens(ReadOnlySpan<byte> json)
{
    private static readonly SearchValues<byte> PlainInStrings = SearchValues.Create(
        Enumerable.Range(0x20, 0x60).Select(code => (byte)code).Where(code => code is not ((byte)'"' or (byte)'\\')).ToArray());

    private readonly ReadOnlySpan<byte> _json = json;
    private int _next;

    /// <summary>Whether the tokens ended because something is none.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Whether what is no token could become one if more followed.</summary>
    public bool IsCutShort => IsMalformed && (IsInString || _next >= _json.Length);

    /// <summary>Whether the end lies in a string, which is then what <see cref="Text"/> has of it.</summary>
    public bool IsInString { get; private set; }

    /// <summary>The last string between its quotation marks, or number or word.</summary>
    public ReadOnlySpan<byte> Text { get; private set; }

    /// <summary>Whether the text has backslashes to decode.</summary>
    public bool HasEscapes { get; private set; }

    /// <summary>The next token; false at the end or where there is none.</summary>
    public bool TryNext(out JsonToken token)
    {
        token = default;
        while (_next < _json.Length && CharacterClass.IsSpace(_json[_next]))
        {
            _next++;
        }

        if (_next == _json.Length)
        {
            return false;
        }

        var isToken = _json[_next] switch
        {
            (byte)'{' => Take(JsonToken.BeginObject, out token),
            (byte)'}' => Take(JsonToken.EndObject, out token),
            (byte)'[' => Take(JsonToken.BeginArray, out token),
            (byte)']' => Take(JsonToken.EndArray, out token),
            (byte)':' => Take(JsonToken.Colon, out token),
            (byte)',' => Take(JsonToken.Comma, out token),
            (byte)'"' => TryString(out token),
            (byte)'n' => TryWord("null"u8, JsonToken.Null, out token),
            (byte)'t' => TryWord("true"u8, JsonToken.Other, out token),
            (byte)'f' => TryWord("false"u8, JsonToken.Other, out token),
            _ => TryNumber(out token),
        };
        IsMalformed = !isToken;
        return isToken;
    }

    private bool Take(JsonToken kind, out JsonToken token)
    {
        token = kind;
        _next++;
        return true;
    }

    private bool TryWord(ReadOnlySpan<byte> word, JsonToken kind, out JsonToken token)
    {
        token = kind;
        HasEscapes = false;
        if (!_json[_next..].StartsWith(word))
        {
            _next = word.StartsWith(_json[_next..]) ? _json.Length : _next;
            return false;
        }

        Text = word;
        _next += word.Length;
        return true;
    }

    private bool TryNumber(out JsonToken token)
    {
        token = JsonToken.Other;
        HasEscapes = false;
        var start = _next;
        _next += At(_next) == '-' ? 1 : 0;
        if (At(_next) == '0')
        {
            _next++;
        }
        else if (!TryDigits())
        {
            return false;
        }

        if (At(_next) == '.')
        {
            _next++;
            if (!TryDigits())
            {
                return false;
            }
        }

        if (At(_next) is 'e' or 'E')
        {
            _next++;
            _next += At(_next) is '+' or '-' ? 1 : 0;
            if (!TryDigits())
            {
                return false;
            }
        }

        Text = _json[start.._next];
        return true;
    }

    private bool TryDigits()
    {
        var start = _next;
        while (At(_next) is >= '0' and <= '9')
        {
            _next++;
        }

        return _next > start;
    }

    private bool TryString(out JsonToken token)
    {
        token = JsonToken.String;
        HasEscapes = false;
        var start = ++_next;
        while (true)
        {
            var plain = _json[_next..].IndexOfAnyExcept(PlainInStrings);
            if (plain < 0)
            {
                return EndInString(start, _json.Length);
            }

            _next += plain;
            if (_json[_next] == '"')
            {
                Text = _json[start.._next++];
                return true;
            }

            var end = _next;
            var isEscape = _json[_next] == '\\';
            if (!(isEscape ? TryEscape() : TryMultiByte()))
            {
                return _next > _json.Length && EndInString(start, end);
            }

            HasEscapes |= isEscape;
        }
    }

    /// <summary>The string goes on behind the end; what of it is whole is its text.</summary>
    private bool EndInString(int start, int end)
    {
        IsInString = true;
        Text = _json[start..end];
        return false;
    }

    private bool TryEscape()
    {
        _next++;
        var code = At(_next++);
        if (code != 'u')
        {
            return code is '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't';
        }

        for (var i = 0; i < 4; i++)
        {
            if (!char.IsAsciiHexDigit((char)Math.Max(0, At(_next++))))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>UTF-8 by its lead bytes only: overlong forms and surrogates pass.</summary>
    private bool TryMultiByte()
    {
        var following = _json[_next++] switch
        {
            >= 0xC0 and < 0xE0 => 1,
            >= 0xE0 and < 0xF0 => 2,
            >= 0xF0 and < 0xF8 => 3,
            _ => 0,
        };
        if (following == 0)
        {
            return false;
        }

        for (; following > 0; following--)
        {
            if ((At(_next++) & 0xC0) != 0x80)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The byte there, or -1 beyond the end.</summary>
    private readonly int At(int index) => index < _json.Length ? _json[index] : -1;
}
