using System.Net;
using System.Text;

namespace WebPublisher.Mail.Scoring.Facts;

/// <summary>
/// Reads HTML for what it shows, hides and links to, in one pass and as leniently as browsers do. Works on a source that is held; the caller bounds it.
/// </summary>
internal ref struct HtmlReader(ReadOnlySpan<char> html, HtmlReading reading)
{
    private const int MostLinks = 500;
    private const int MostTarget = 2048;
    private const int MostAnchor = 256;
    private const int MostAttribute = 2048;

    private readonly ReadOnlySpan<char> _html = html;
    private readonly StringBuilder _anchor = new();
    private int _at;
    private string? _target;
    private bool _anchorImage;
    private string? _hidden;
    private int _hiddenDepth;

    public void Read()
    {
        while (_at < _html.Length)
        {
            var open = _html[_at..].IndexOf('<');
            if (open < 0)
            {
                TakeText(_html[_at..]);
                break;
            }

            TakeText(_html.Slice(_at, open));
            _at += open;
            TakeMarkup();
        }

        EndAnchor();
    }

    private void TakeText(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return;
        }

        if (_hidden is not null)
        {
            reading.HiddenCharacters += HtmlFacts.CountLetters(text);
            return;
        }

        var plain = text.Contains('&') ? WebUtility.HtmlDecode(text.ToString()) : null;
        var shown = plain is null ? text : plain.AsSpan();
        reading.Visible.Append(shown);
        if (_target is not null && _anchor.Length < MostAnchor)
        {
            _anchor.Append(shown[..Math.Min(shown.Length, MostAnchor - _anchor.Length)]);
        }
    }

    private void TakeMarkup()
    {
        var rest = _html[_at..];
        if (rest.StartsWith("<!--"))
        {
            var end = rest[4..].IndexOf("-->");
            var length = end < 0 ? rest.Length : end + 7;
            reading.CommentCharacters += length;
            _at += length;
            return;
        }

        if (rest.Length < 2 || !(char.IsAsciiLetter(rest[1]) || rest[1] is '/' or '!' or '?'))
        {
            TakeText(rest[..1]);
            _at++;
            return;
        }

        var isEnd = rest[1] == '/';
        _at += isEnd ? 2 : 1;
        var start = _at;
        while (_at < _html.Length && (char.IsAsciiLetterOrDigit(_html[_at]) || _html[_at] is '!' or '?' or ':' or '-'))
        {
            _at++;
        }

        Span<char> lower = stackalloc char[16];
        var written = _html[start.._at];
        scoped ReadOnlySpan<char> name = written.Length <= 16 ? lower[..written.ToLowerInvariant(lower)] : written;
        if (isEnd)
        {
            SkipToEnd();
            EndElement(name);
        }
        else
        {
            BeginElement(name);
        }
    }

    private void BeginElement(scoped ReadOnlySpan<char> name)
    {
        var element = new ElementAttributes();
        while (TryReadAttribute(out var attribute, out var value))
        {
            element.Take(attribute, value);
        }

        switch (name)
        {
            case "a" or "area":
                EndAnchor();
                BeginAnchor(element.Href);
                break;
            case "img":
                TakeImage(element);
                break;
            case "form":
                reading.Forms++;
                TakeLink(element.Action, "", holdsImage: false);
                break;
            case "input":
                reading.PasswordInputs += element.IsPassword ? 1 : 0;
                break;
            case "iframe" or "object" or "embed":
                reading.DataAddresses += HtmlFacts.IsData(element.Source) ? 1 : 0;
                reading.Scripts++;
                break;
            case "table":
                reading.Tables++;
                break;
            case "script" or "style" or "title" or "textarea":
                reading.Scripts += name is "script" ? 1 : 0;
                _at += HtmlFacts.EndOfContent(_html[_at..], name);
                SkipToEnd();
                break;
        }

        if (HtmlFacts.IsBreaking(name))
        {
            TakeBreak();
        }

        reading.TinyType += element.IsTiny ? 1 : 0;
        if (_hidden is not null)
        {
            _hiddenDepth += name.SequenceEqual(_hidden) ? 1 : 0;
        }
        else if (element.IsHidden && !HtmlFacts.IsVoid(name))
        {
            _hidden = name.ToString();
            _hiddenDepth = 1;
        }
    }

    private void EndElement(scoped ReadOnlySpan<char> name)
    {
        if (_hidden is not null && name.SequenceEqual(_hidden) && --_hiddenDepth == 0)
        {
            _hidden = null;
        }

        if (name is "a")
        {
            EndAnchor();
        }
        else if (HtmlFacts.IsBreaking(name))
        {
            TakeBreak();
        }
    }

    private readonly void TakeBreak()
    {
        if (_hidden is null)
        {
            reading.Visible.Append('\n');
        }
    }

    private void BeginAnchor(string? target)
    {
        _target = target;
        _anchorImage = false;
        _anchor.Clear();
    }

    private void EndAnchor()
    {
        if (_target is not null)
        {
            TakeLink(_target, _anchor.ToString().Trim(), _anchorImage);
            _target = null;
        }
    }

    private readonly void TakeLink(string? target, string text, bool holdsImage)
    {
        if (!string.IsNullOrWhiteSpace(target) && reading.Links.Count < MostLinks)
        {
            reading.Links.Add(new AnchorLink(WebUtility.HtmlDecode(target).Trim(), text, holdsImage));
        }
    }

    private void TakeImage(ElementAttributes element)
    {
        reading.Images++;
        _anchorImage = true;
        reading.Beacons += element.IsBeacon ? 1 : 0;
        if (HtmlFacts.IsData(element.Source))
        {
            reading.DataAddresses++;
        }
        else if (element.Source is { } source && reading.ImageSources.Count < MostLinks)
        {
            reading.ImageSources.Add(source);
        }
    }

    private bool TryReadAttribute(out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        name = default;
        value = default;
        while (_at < _html.Length && (char.IsWhiteSpace(_html[_at]) || _html[_at] is '/' or '=' or '"' or '\''))
        {
            _at++;
        }

        if (_at >= _html.Length || _html[_at] == '>')
        {
            _at = Math.Min(_at + 1, _html.Length);
            return false;
        }

        var start = _at;
        while (_at < _html.Length && !char.IsWhiteSpace(_html[_at]) && _html[_at] is not ('=' or '>' or '/'))
        {
            _at++;
        }

        name = _html[start.._at];
        var next = _at;
        while (next < _html.Length && char.IsWhiteSpace(_html[next]))
        {
            next++;
        }

        if (next >= _html.Length || _html[next] != '=')
        {
            return true;
        }

        _at = next + 1;
        while (_at < _html.Length && char.IsWhiteSpace(_html[_at]))
        {
            _at++;
        }

        value = ReadValue();
        value = value[..Math.Min(value.Length, MostAttribute)];
        return true;
    }

    private ReadOnlySpan<char> ReadValue()
    {
        if (_at < _html.Length && _html[_at] is '"' or '\'')
        {
            var quote = _html[_at++];
            var length = _html[_at..].IndexOf(quote);
            length = length < 0 ? _html.Length - _at : length;
            var quoted = _html.Slice(_at, length);
            _at = Math.Min(_at + length + 1, _html.Length);
            return quoted;
        }

        var start = _at;
        while (_at < _html.Length && !char.IsWhiteSpace(_html[_at]) && _html[_at] != '>')
        {
            _at++;
        }

        return _html[start.._at];
    }

    private void SkipToEnd()
    {
        var end = _html[_at..].IndexOf('>');
        _at = end < 0 ? _html.Length : _at + end + 1;
    }
}
