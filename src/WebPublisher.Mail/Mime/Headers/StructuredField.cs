using System.Text;

namespace WebPublisher.Mail.Mime.Headers;

/// <summary>A field of a value and parameters (RFC 2045 section 5.1), read to its end whatever it holds.</summary>
internal sealed class StructuredField
{
    private readonly string _text;
    private readonly int _maximumParameters;
    private readonly List<FieldParameter> _parameters = [];
    private int _at;

    private StructuredField(string text, int maximumParameters)
    {
        _text = text;
        _maximumParameters = maximumParameters;
    }

    /// <summary>The whole text.</summary>
    public string Text => _text;

    /// <summary>What stands before the first semicolon, comments removed.</summary>
    public string Value { get; private set; } = "";

    public IReadOnlyList<FieldParameter> Parameters => _parameters;

    public FieldOddities Oddities { get; private set; }

    /// <summary>Reads the unfolded text of a field.</summary>
    public static StructuredField Parse(string text, int maximumParameters)
    {
        var field = new StructuredField(text, maximumParameters);
        field.Value = field.ReadUntil(";").Trim();
        field.Oddities |= field.Value.Contains('=', StringComparison.Ordinal) ? FieldOddities.ParameterInValue : FieldOddities.None;
        field.ReadParameters();
        return field;
    }

    /// <summary>The value of the first parameter of a name; null when there is none.</summary>
    public string? Find(string name)
    {
        foreach (var parameter in _parameters)
        {
            if (parameter.Name == name)
            {
                return parameter.Value;
            }
        }

        return null;
    }

    private void ReadParameters()
    {
        while (_at < _text.Length)
        {
            // At a semicolon, which ended what was before.
            _at++;
            var name = ReadUntil(";=");
            if (_at >= _text.Length || _text[_at] == ';')
            {
                Oddities |= name.AsSpan().Trim().IsEmpty ? FieldOddities.None : FieldOddities.NoValue;
                continue;
            }

            _at++;
            var start = _at;
            var trimmed = name.Trim();
            var value = ReadValue();
            if (trimmed.Length == 0)
            {
                Oddities |= FieldOddities.NoValue;
            }

            if (name.Length > 0 && char.IsWhiteSpace(name[^1]))
            {
                Oddities |= FieldOddities.SpaceAroundEquals;
            }

            if (_parameters.Count >= _maximumParameters)
            {
                Oddities |= FieldOddities.TooMany;
                return;
            }

            _parameters.Add(new FieldParameter(trimmed.ToLowerInvariant(), value, _text[start.._at]));
        }
    }

    private string ReadValue()
    {
        if (_at < _text.Length && _text[_at] is ' ' or '\t' or '\v' or '\f')
        {
            Oddities |= FieldOddities.SpaceAroundEquals;
        }

        SkipSpaceAndComments();
        if (_at >= _text.Length || _text[_at] != '"')
        {
            var token = ReadUntil(";").Trim();
            Oddities |= token.Contains('"', StringComparison.Ordinal) ? FieldOddities.QuoteInToken : FieldOddities.None;
            Oddities |= token.AsSpan().ContainsAny(" \t\v\f") ? FieldOddities.SpaceInToken : FieldOddities.None;
            return token;
        }

        var quoted = ReadQuoted();
        var rest = ReadUntil(";").Trim();
        if (rest.Length == 0)
        {
            return quoted;
        }

        Oddities |= FieldOddities.TextAfterQuote;
        return quoted + rest;
    }

    private string ReadQuoted()
    {
        var value = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            var character = _text[_at];
            if (character == '"')
            {
                _at++;
                return value.ToString();
            }

            if (character == '\\')
            {
                Oddities |= FieldOddities.Escape;
                if (_at + 1 < _text.Length)
                {
                    character = _text[++_at];
                }
            }

            value.Append(character);
        }

        Oddities |= FieldOddities.OpenQuote;
        return value.ToString();
    }

    /// <summary>Reads to the first of the given characters; comments are left out.</summary>
    private string ReadUntil(string ends)
    {
        var value = new StringBuilder();
        while (_at < _text.Length && !ends.Contains(_text[_at], StringComparison.Ordinal))
        {
            if (_text[_at] == '(')
            {
                SkipComment();
                continue;
            }

            Oddities |= _text[_at] == '\\' ? FieldOddities.Escape : FieldOddities.None;
            value.Append(_text[_at++]);
        }

        return value.ToString();
    }

    private void SkipSpaceAndComments()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] == '(')
            {
                SkipComment();
            }
            else if (_text[_at] is ' ' or '\t' or '\v' or '\f')
            {
                _at++;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Comments nest (RFC 5322 section 3.2.2). One that does not end is none: what looks like one stays.</summary>
    private void SkipComment()
    {
        Oddities |= FieldOddities.Comment;
        var depth = 0;
        while (_at < _text.Length)
        {
            switch (_text[_at++])
            {
                case '(':
                    depth++;
                    break;
                case ')' when --depth == 0:
                    return;
                case '\\':
                    _at++;
                    break;
            }
        }

        _at = Math.Min(_at, _text.Length);
        Oddities |= FieldOddities.OpenComment;
    }
}
