using System.Buffers;

namespace WebPublisher.Waf.Detectors;

/// <summary>
/// Reads a value as HTML the way browsers do (WHATWG HTML, section 13.2.5 "Tokenization"), including the ways of old ones: NUL in names, back quotes around values,
/// <c>&lt;%</c> as a comment. It never goes back: every character is looked at once, but for the ends of comments.
/// </summary>
internal ref partial struct HtmlTokenizer
{
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
