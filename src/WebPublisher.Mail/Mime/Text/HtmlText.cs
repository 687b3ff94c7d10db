using System.Buffers;
using System.Net;

namespace WebPublisher.Mail.Mime.Text;

/// <summary>
/// What a reader reads of HTML: text between tags, character references resolved, white space collapsed, blocks on lines of their own. Words that are cut by inline
/// tags or comments come together again. Scripts, styles and comments are left out. Works on text in any pieces and holds little of it.
/// </summary>
/// <param name="sink">Takes the text; whoever wants the links hands it to <paramref name="links"/>, too.</param>
/// <param name="links">Is told the tags.</param>
internal sealed class HtmlText(TextSink sink, HtmlLinks? links = null)
{
    private const int MostName = 32;
    private const int MostReference = 33;

    private static readonly HashSet<string> s_blocks = new(StringComparer.Ordinal)
    {
        "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "fieldset", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "html", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
    };

    // What may begin markup, is white space, has no width, or is half a character.
    private static readonly SearchValues<char> s_special = SearchValues.Create(
        "<& \t\r\n\f\u00a0\u00ad\u200b\u200c\u200d\u2060\ufeff" + string.Concat(Enumerable.Range(0xD800, 0x800).Select(code => (char)code)));

    private readonly ReadableText _text = new(sink);
    private readonly char[] _name = new char[MostName];
    private readonly char[] _reference = new char[MostReference];
    private int _nameLength;
    private int _referenceLength;
    private int _hyphens;
    private char _quote;
    private State _state;
    private string _hidden = "";

    private enum State
    {
        Text,
        Reference,
        TagOpen,
        TagName,
        Tag,
        Declaration,
        Comment,
        Hidden,
        HiddenOpen,
    }

    public void Take(ReadOnlySpan<char> html)
    {
        while (!html.IsEmpty)
        {
            var plain = _state switch
            {
                State.Text => TakePlain(html),
                State.Tag => PlainOfTag(html),
                State.Hidden => Before(html.IndexOf('<'), html.Length),
                _ => 0,
            };
            links?.TakeAttributes(html[..plain]);
            html = html[plain..];
            if (!html.IsEmpty)
            {
                Take(html[0]);
                html = html[1..];
            }
        }

        _text.Flush();
    }

    public void Complete()
    {
        if (_state == State.Reference)
        {
            _ = EndReference();
        }

        _text.Flush();
        links?.Complete();
    }

    /// <summary>Takes what is text and nothing else, which is most of it, at once.</summary>
    private int TakePlain(ReadOnlySpan<char> html)
    {
        var count = Before(html.IndexOfAny(s_special), html.Length);
        if (count > 0)
        {
            _text.WritePlain(html[..count]);
        }

        return count;
    }

    private int PlainOfTag(ReadOnlySpan<char> html)
        => Before(_quote == '\0' ? html.IndexOfAny('>', '"', '\'') : html.IndexOf(_quote), html.Length);

    private static int Before(int found, int length) => found < 0 ? length : found;

    private void Take(char character)
    {
        switch (_state)
        {
            case State.Text:
                TakeText(character);
                break;
            case State.Reference:
                TakeReference(character);
                break;
            case State.TagOpen:
                TakeTagOpen(character);
                break;
            case State.TagName:
                TakeTagName(character);
                break;
            case State.Tag:
                TakeTag(character);
                break;
            case State.Declaration:
                TakeDeclaration(character);
                break;
            case State.Comment:
                _hyphens = character == '-' ? Math.Min(_hyphens + 1, 2) : character == '>' && _hyphens == 2 ? -1 : 0;
                _state = _hyphens < 0 ? State.Text : State.Comment;
                break;
            case State.Hidden:
                _state = character == '<' ? State.HiddenOpen : State.Hidden;
                _nameLength = 0;
                break;
            case State.HiddenOpen:
                TakeHiddenOpen(character);
                break;
        }
    }

    private void TakeText(char character)
    {
        if (character == '<')
        {
            _state = State.TagOpen;
        }
        else if (character == '&')
        {
            _state = State.Reference;
            _referenceLength = 0;
        }
        else
        {
            _text.Write(character);
        }
    }

    private void TakeReference(char character)
    {
        if (_referenceLength < MostReference - 1 && (char.IsAsciiLetterOrDigit(character) || (character == '#' && _referenceLength == 0)))
        {
            _reference[_referenceLength++] = character;
            return;
        }

        if (!EndReference() || character != ';')
        {
            TakeText(character);
        }
    }

    /// <summary>Writes what a reference stands for, or itself.</summary>
    /// <returns>Whether it is one.</returns>
    private bool EndReference()
    {
        _state = State.Text;
        var name = new string(_reference, 0, _referenceLength);
        var decoded = WebUtility.HtmlDecode($"&{name};");
        var isKnown = decoded.Length < name.Length + 2;
        foreach (var character in isKnown ? decoded : $"&{name}")
        {
            _text.Write(character);
        }

        return isKnown;
    }

    private void TakeTagOpen(char character)
    {
        _nameLength = 0;
        if (character == '!' || character == '?')
        {
            _state = State.Declaration;
            _hyphens = character == '!' ? 0 : -1;
        }
        else if (char.IsAsciiLetter(character) || character == '/')
        {
            _state = State.TagName;
            TakeTagName(character);
        }
        else
        {
            // A less-than sign is text when no name follows.
            _state = State.Text;
            _text.Write('<');
            TakeText(character);
        }
    }

    private void TakeTagName(char character)
    {
        if (char.IsAsciiLetterOrDigit(character) || (character == '/' && _nameLength == 0))
        {
            if (_nameLength < MostName)
            {
                _name[_nameLength++] = char.ToLowerInvariant(character);
            }

            return;
        }

        _quote = '\0';
        _state = State.Tag;
        links?.BeginTag(_name.AsSpan(0, _nameLength));
        TakeTag(character);
    }

    private void TakeTag(char character)
    {
        if (_quote != '\0')
        {
            _quote = character == _quote ? '\0' : _quote;
        }
        else if (character is '"' or '\'')
        {
            _quote = character;
        }
        else if (character == '>')
        {
            EndTag();
            return;
        }

        links?.TakeAttributes(new ReadOnlySpan<char>(in character));
    }

    private void EndTag()
    {
        if (links is { IsWanted: true })
        {
            // What came before the tag belongs to what was open before it.
            _text.Flush();
            links.EndTag();
        }

        var name = new string(_name, 0, _nameLength);
        _state = State.Text;
        if (s_blocks.Contains(name.TrimStart('/')))
        {
            _text.EndBlock();
        }
        else if (name is "script" or "style")
        {
            _hidden = $"/{name}";
            _state = State.Hidden;
        }
    }

    private void TakeDeclaration(char character)
    {
        _hyphens = character == '-' && _hyphens >= 0 ? _hyphens + 1 : -1;
        if (_hyphens == 2)
        {
            _state = State.Comment;
        }
        else if (character == '>')
        {
            _state = State.Text;
        }
    }

    private void TakeHiddenOpen(char character)
    {
        if (_nameLength < _hidden.Length && char.ToLowerInvariant(character) == _hidden[_nameLength])
        {
            _nameLength++;
            if (_nameLength == _hidden.Length)
            {
                _hidden.CopyTo(_name);
                _quote = '\0';
                _state = State.Tag;
            }
        }
        else
        {
            _nameLength = 0;
            _state = character == '<' ? State.HiddenOpen : State.Hidden;
        }
    }
}
