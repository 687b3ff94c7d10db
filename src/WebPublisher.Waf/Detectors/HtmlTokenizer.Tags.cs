using System.Buffers;

namespace WebPublisher.Waf.Detectors;

/// <content>What begins with <c>&lt;</c>: tags, comments, declarations.</content>
internal ref partial struct HtmlTokenizer
{
    private static readonly SearchValues<char> _tagNameEnds = SearchValues.Create(" \t\n\v\f\r/>");

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
}
