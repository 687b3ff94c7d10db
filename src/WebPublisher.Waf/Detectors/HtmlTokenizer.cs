using System.Buffers;

namespace WebPublisher.Waf.Detectors;

/// <summary>
/// Reads a value as HTML the way browsers do (WHATWG HTML, section 13.2.5 "Tokenization"), including the ways of old ones: NUL in names, back quotes around values,
/// <c>&lt;%</c> as a comment. It never goes back: every character is looked at once, but for the ends of comments.
/// </summary>
internal ref struct HtmlTokenizer
{
    private static readonly SearchValues<char> _tagNameEnds = SearchValues.Create(" \t\n\v\f\r/>");
    private static readonly SearchValues<char> _attributeNameEnds = SearchValues.Create("\0 \t\n\v\f\r/=>");
    private static readonly SearchValues<char> _bareValueEnds = SearchValues.Create("\0 \t\n\v\f\r>");

    private readonly ReadOnlySpan<char> _text;
    private State _state;
    private int _at;

    /// <summary>Begins to read.</summary>
    /// <param name="text">The value.</param>
    /// <param name="context">Where in a page it stands.</param>
    public HtmlTokenizer(ReadOnlySpan<char> text, HtmlContext context)
    {
        _text = text;
        _state = context switch
        {
            HtmlContext.Data => State.Data,
            HtmlContext.Tag => State.BeforeAttributeName,
            HtmlContext.Apostrophes => State.ValueInApostrophes,
            HtmlContext.QuotationMarks => State.ValueInQuotationMarks,
            _ => State.ValueInBackQuotes,
        };
    }

    private enum State
    {
        Data,
        BeforeAttributeName,
        AfterAttributeName,
        BeforeAttributeValue,
        ValueInApostrophes,
        ValueInQuotationMarks,
        ValueInBackQuotes,
        AfterAttributeValue,
    }

    /// <summary>Where it is between tags; null within a tag.</summary>
    public readonly int? TextStart => _state == State.Data ? _at : null;

    /// <summary>Where the text between tags that begins at <see cref="TextStart"/> ends: at the next tag, or with the value.</summary>
    public readonly int TextEnd => _text[_at..].IndexOf('<') is >= 0 and var length ? _at + length : _text.Length;

    /// <summary>Goes on between tags at a place.</summary>
    public void ContinueAt(int at)
    {
        _state = State.Data;
        _at = at;
    }

    /// <summary>Reads the next token.</summary>
    /// <param name="content">Its characters, without quotation marks and the marks of a comment.</param>
    /// <returns>Its kind, or null behind the last one.</returns>
    public HtmlTokenKind? Read(out ReadOnlySpan<char> content)
    {
        content = default;
        while (_at < _text.Length)
        {
            var kind = _state switch
            {
                State.Data => ReadData(out content),
                State.BeforeAttributeName => ReadAttributeName(out content),
                State.AfterAttributeName => ReadBehindAttributeName(),
                State.BeforeAttributeValue => ReadValue(out content),
                State.ValueInApostrophes => ReadQuotedValue('\'', out content),
                State.ValueInQuotationMarks => ReadQuotedValue('"', out content),
                State.ValueInBackQuotes => ReadQuotedValue('`', out content),
                _ => ReadBehindValue(),
            };
            if (kind is not null)
            {
                return kind;
            }
        }

        return null;
    }

    private static bool IsWhiteSpace(char character) => character is '\0' or ' ' or (>= '\t' and <= '\r');

    private ReadOnlySpan<char> Take(int length, int skipped = 0)
    {
        var content = _text.Slice(_at, length);
        _at = Math.Min(_at + length + skipped, _text.Length);
        return content;
    }

    private ReadOnlySpan<char> TakeTo(ReadOnlySpan<char> ending)
    {
        var length = _text[_at..].IndexOf(ending, StringComparison.Ordinal);
        return length < 0 ? Take(_text.Length - _at) : Take(length, ending.Length);
    }

    private HtmlTokenKind? ReadData(out ReadOnlySpan<char> content)
    {
        content = default;
        var length = _text[_at..].IndexOf('<');
        if (length < 0)
        {
            _at = _text.Length;
            return null;
        }

        _at += length + 1;
        if (_at == _text.Length)
        {
            return null;
        }

        switch (_text[_at])
        {
            case '!':
                _at++;
                return ReadDeclaration(out content);
            case '?':
                _at++;
                content = TakeTo(">");
                return HtmlTokenKind.Comment;
            case '%':
                _at++;
                content = TakeTo("%>");
                return HtmlTokenKind.Comment;
            case '/':
                _at++;
                return ReadClosingTag(out content);
            case '\0':
            case var first when char.IsAsciiLetter(first):
                return ReadTagName(isClosing: false, out content);
            default:
                return null;
        }
    }

    private HtmlTokenKind? ReadDeclaration(out ReadOnlySpan<char> content)
    {
        var rest = _text[_at..];
        if (rest.StartsWith("DOCTYPE", StringComparison.OrdinalIgnoreCase))
        {
            content = TakeTo(">");
            return HtmlTokenKind.DocumentType;
        }

        if (rest.StartsWith("[CDATA[", StringComparison.Ordinal))
        {
            _at += "[CDATA[".Length;
            content = TakeTo("]]>");
            return null;
        }

        if (rest.StartsWith("--", StringComparison.Ordinal))
        {
            _at += 2;
            content = TakeComment();
            return HtmlTokenKind.Comment;
        }

        content = TakeTo(">");
        return HtmlTokenKind.Comment;
    }

    // A comment ends with "-->" or "--!>" or "-!>"; NUL between these characters counts for nothing.
    private ReadOnlySpan<char> TakeComment()
    {
        var end = _at;
        while (true)
        {
            var next = _text[end..].IndexOf('-');
            if (next < 0)
            {
                return Take(_text.Length - _at);
            }

            end += next;
            var behind = SkipNul(end + 1);
            if (behind < _text.Length && _text[behind] is '-' or '!')
            {
                behind = SkipNul(behind + 1);
                if (behind < _text.Length && _text[behind] == '>')
                {
                    return Take(end - _at, behind + 1 - end);
                }
            }

            end++;
        }
    }

    private readonly int SkipNul(int at)
    {
        while (at < _text.Length && _text[at] == '\0')
        {
            at++;
        }

        return at;
    }

    private HtmlTokenKind? ReadClosingTag(out ReadOnlySpan<char> content)
    {
        content = default;
        if (_at == _text.Length)
        {
            return null;
        }

        if (_text[_at] == '>')
        {
            return null;
        }

        if (char.IsAsciiLetter(_text[_at]))
        {
            return ReadTagName(isClosing: true, out content);
        }

        content = TakeTo(">");
        return HtmlTokenKind.Comment;
    }

    private HtmlTokenKind? ReadTagName(bool isClosing, out ReadOnlySpan<char> content)
    {
        var length = _text[_at..].IndexOfAny(_tagNameEnds);
        content = Take(length < 0 ? _text.Length - _at : length);
        _state = State.BeforeAttributeName;

        // A closing tag that goes on behind its name is none that a browser must close anything by.
        return isClosing && _at < _text.Length && _text[_at] == '>' ? HtmlTokenKind.Other : HtmlTokenKind.TagName;
    }

    private HtmlTokenKind? ReadAttributeName(out ReadOnlySpan<char> content)
    {
        content = default;
        while (_at < _text.Length && (IsWhiteSpace(_text[_at]) || _text[_at] == '/'))
        {
            _at++;
        }

        if (_at == _text.Length)
        {
            return null;
        }

        if (_text[_at] == '>')
        {
            _at++;
            _state = State.Data;
            return HtmlTokenKind.Other;
        }

        // The first character belongs to the name whatever it is: "=x" is a name.
        var length = _text[(_at + 1)..].IndexOfAny(_attributeNameEnds);
        content = Take(length < 0 ? _text.Length - _at : length + 1);
        _state = State.AfterAttributeName;
        return HtmlTokenKind.AttributeName;
    }

    private HtmlTokenKind? ReadBehindAttributeName()
    {
        while (_at < _text.Length && IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        if (_at < _text.Length && _text[_at] == '=')
        {
            _at++;
            _state = State.BeforeAttributeValue;
        }
        else
        {
            _state = State.BeforeAttributeName;
        }

        return null;
    }

    private HtmlTokenKind? ReadValue(out ReadOnlySpan<char> content)
    {
        content = default;
        while (_at < _text.Length && IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        if (_at == _text.Length)
        {
            return null;
        }

        var mark = _text[_at];
        if (mark is '\'' or '"' or '`')
        {
            _at++;
            return ReadQuotedValue(mark, out content);
        }

        var length = _text[_at..].IndexOfAny(_bareValueEnds);
        content = Take(length < 0 ? _text.Length - _at : length);
        _state = State.BeforeAttributeName;
        return HtmlTokenKind.AttributeValue;
    }

    private HtmlTokenKind? ReadQuotedValue(char mark, out ReadOnlySpan<char> content)
    {
        var length = _text[_at..].IndexOf(mark);
        content = length < 0 ? Take(_text.Length - _at) : Take(length, 1);
        _state = State.AfterAttributeValue;
        return HtmlTokenKind.AttributeValue;
    }

    private HtmlTokenKind? ReadBehindValue()
    {
        _state = State.BeforeAttributeName;
        return null;
    }
}
