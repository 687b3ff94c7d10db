using System.Text;

namespace WebPublisher.Waf.SecLang;

/// <summary>
/// Reads the items of a list of variables or actions as mod_security2 does: items stand between commas or bars with white space around them; a value in single quotation marks may
/// hold separators, and in it <c>\'</c> and <c>\\</c> stand for the second character. Other engines also let a regular expression between slashes hold separators without
/// quotation marks, which mod_security2 refuses; that is read too.
/// </summary>
/// <param name="word">The list.</param>
/// <param name="mayHavePattern">Whether the value of an item of this name may be a regular expression.</param>
/// <param name="errors">Takes what is wrong; nothing is read after that.</param>
internal sealed class ListReader(DirectiveWord word, Func<string, bool> mayHavePattern, ErrorList errors)
{
    private readonly string _text = word.Text;
    private int _place;

    /// <summary>Reads one item; false at the end and after something that cannot be read.</summary>
    public bool Next(out ListItem item)
    {
        item = default;
        SkipSpace();
        if (_place == _text.Length)
        {
            return false;
        }

        var start = _place;
        while (_place < _text.Length && _text[_place] != ':' && !IsEnd(_text[_place]))
        {
            _place++;
        }

        var name = _text[start.._place];
        if (name.Length == 0)
        {
            return Fail(start, $"Expected a name before {ErrorList.Quote(_text[_place].ToString())}.");
        }

        if (_place == _text.Length || _text[_place] != ':')
        {
            item = new ListItem(name, start, null, _place, false);
            return SkipOneSeparator();
        }

        _place++;
        if (_place == _text.Length || _text[_place] is ',' or '|')
        {
            item = new ListItem(name, start, null, _place, false);
            return SkipOneSeparator();
        }

        if (_text[_place] == '\'')
        {
            return ReadQuoted(name, start, out item);
        }

        var valueStart = _place;
        while (_place < _text.Length && !IsEnd(_text[_place]))
        {
            _place++;
        }

        var isPattern = false;
        if (_text[valueStart] == '/' && mayHavePattern(name) && !(_place - valueStart > 2 && EndsPattern(_place - 1)) && PatternEnd(valueStart) is { } end)
        {
            _place = end + 1;
            isPattern = true;
        }

        item = new ListItem(name, start, _text[valueStart.._place], valueStart, isPattern);
        SkipSeparators();
        return true;
    }

    private static bool IsEnd(char character) => character is ',' or '|' || char.IsWhiteSpace(character);

    private bool ReadQuoted(string name, int start, out ListItem item)
    {
        item = default;
        var opened = _place++;
        var value = new StringBuilder();
        while (_place < _text.Length && _text[_place] != '\'')
        {
            if (_text[_place] == '\\')
            {
                if (_place + 1 == _text.Length || _text[_place + 1] is not ('\'' or '\\'))
                {
                    return Fail(_place, @"Expected \' or \\ here: within single quotation marks a backslash stands before a quotation mark or another backslash only.");
                }

                _place++;
            }

            value.Append(_text[_place]);
            _place++;
        }

        if (_place == _text.Length)
        {
            return Fail(opened, "This quotation mark is not closed; expected '.");
        }

        _place++;
        if (_place < _text.Length && !IsEnd(_text[_place]))
        {
            return Fail(_place, $"Expected , after the closing quotation mark, not {ErrorList.Quote(_text[_place].ToString())}.");
        }

        item = new ListItem(name, start, value.ToString(), opened + 1, false);
        SkipSeparators();
        return true;
    }

    // The slash that closes a regular expression is not escaped, and a separator or the end follows it.
    private int? PatternEnd(int start)
    {
        for (var i = start + 1; i < _text.Length; i++)
        {
            if (_text[i] == '\\')
            {
                i++;
            }
            else if (_text[i] == '/' && i > start + 1 && (i + 1 == _text.Length || IsEnd(_text[i + 1])))
            {
                return i;
            }
        }

        return null;
    }

    private bool EndsPattern(int place)
    {
        var backslashes = 0;
        while (_text[place - 1 - backslashes] == '\\')
        {
            backslashes++;
        }

        return _text[place] == '/' && backslashes % 2 == 0;
    }

    private void SkipSpace()
    {
        while (_place < _text.Length && char.IsWhiteSpace(_text[_place]))
        {
            _place++;
        }
    }

    private void SkipSeparators()
    {
        while (_place < _text.Length && IsEnd(_text[_place]))
        {
            _place++;
        }
    }

    private bool SkipOneSeparator()
    {
        SkipSpace();
        if (_place == _text.Length)
        {
            return true;
        }

        if (_text[_place] is not (',' or '|'))
        {
            return Fail(_place, $"Expected a separator before {ErrorList.Quote(_text[_place..])}.");
        }

        _place++;
        return true;
    }

    private bool Fail(int place, string message)
    {
        errors.Add(word.PositionAt(place), message);
        _place = _text.Length;
        return false;
    }
}
