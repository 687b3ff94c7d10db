using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Bodies;

/// <summary>
/// The Content-Disposition of a part, read as strictly as mod_security2's multipart_parse_content_disposition: <c>name</c> and <c>filename</c>, each once, nothing else
/// (<c>filename*</c> of RFC 5987 is an error: RFC 7578, section 4.2, forbids it).
/// </summary>
internal ref struct ContentDisposition(ByteText value, TextArena arena)
{
    private readonly ByteText _value = value;
    private readonly TextArena _arena = arena;
    private int _next;

    /// <summary>The name, also the second one where that made it an error; null if it has none.</summary>
    public ByteText? Name { get; private set; }

    /// <summary>The file name, likewise.</summary>
    public ByteText? FileName { get; private set; }

    public MultipartFlaws Flaws { get; private set; }

    /// <summary>Reads all of it; false where it is malformed.</summary>
    public bool TryRead()
    {
        const string Type = "form-data";
        if (!_value.Span.StartsWith(Type, StringComparison.Ordinal))
        {
            return false;
        }

        _next = Type.Length;
        SkipBlanks();
        if (IsAtEnd)
        {
            return true;
        }

        if (_value.Span[_next++] != ';')
        {
            return false;
        }

        while (!IsAtEnd)
        {
            if (!TryReadParameter())
            {
                return false;
            }

            SkipBlanks();
            if (IsAtEnd)
            {
                return true;
            }

            if (_value.Span[_next] != ';')
            {
                FlagQuoteBefore();
                return false;
            }

            _next++;
        }

        return true;
    }

    private readonly bool IsAtEnd => _next == _value.Length;

    private bool TryReadParameter()
    {
        SkipBlanks();
        var span = _value.Span;
        var start = _next;
        while (!IsAtEnd && span[_next] != '=' && !CharacterClass.IsBlank(span[_next]))
        {
            _next++;
        }

        var parameter = span[start.._next];
        SkipBlanks();
        if (IsAtEnd || span[_next++] != '=')
        {
            return false;
        }

        SkipBlanks();
        if (IsAtEnd || !TryReadValue(out var text, out var isQuoted) || parameter is not ("name" or "filename"))
        {
            return false;
        }

        if (!isQuoted && text.Span.Contains('\''))
        {
            Flaws |= MultipartFlaws.InvalidQuoting;
        }

        var isName = parameter is "name";
        var isFirst = (isName ? Name : FileName) is null;
        Name = isName ? text : Name;
        FileName = isName ? FileName : text;
        return isFirst;
    }

    /// <summary>Apostrophes are taken as quotation marks, as some do, but flagged.</summary>
    private bool TryReadValue(out ByteText text, out bool isQuoted)
    {
        var span = _value.Span;
        var quote = span[_next];
        isQuoted = quote is '"' or '\'';
        if (isQuoted)
        {
            if (quote == '\'')
            {
                Flaws |= MultipartFlaws.InvalidQuoting;
            }

            _next++;
            return TryReadQuoted(quote, out text);
        }

        var start = _next;
        while (!IsAtEnd && CharacterClass.IsToken(span[_next]))
        {
            _next++;
        }

        text = _value.Slice(start, _next - start);
        return true;
    }

    private bool TryReadQuoted(char quote, out ByteText text)
    {
        text = default;
        var span = _value.Span;
        var output = _arena.Reserve(span.Length - _next);
        var length = 0;
        for (; !IsAtEnd && span[_next] != quote; _next++)
        {
            if (span[_next] == '\\')
            {
                if (_next + 1 == span.Length)
                {
                    return false;
                }

                if (span[_next + 1] == quote || span[_next + 1] == '\\')
                {
                    _next++;
                }
            }

            output[length++] = span[_next];
        }

        if (IsAtEnd)
        {
            return false;
        }

        _next++;
        text = _arena.Commit(length);
        return true;
    }

    private void FlagQuoteBefore()
    {
        if (_value.Span[_next - 1] is '"' or '\'')
        {
            Flaws |= MultipartFlaws.InvalidQuoting;
        }
    }

    private void SkipBlanks()
    {
        while (!IsAtEnd && CharacterClass.IsBlank(_value.Span[_next]))
        {
            _next++;
        }
    }
}
