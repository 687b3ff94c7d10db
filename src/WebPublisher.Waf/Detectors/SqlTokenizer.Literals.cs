using System.Buffers;

namespace WebPublisher.Waf.Detectors;

/// <content>Literals: strings of all notations, numbers, variables, quoted names.</content>
internal ref partial struct SqlTokenizer
{
    private static readonly SearchValues<char> _digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> _amount = SearchValues.Create("0123456789.,\0");
    private static readonly SearchValues<char> _hexDigits = SearchValues.Create("0123456789ABCDEFabcdef\0");
    private static readonly SearchValues<char> _bits = SearchValues.Create("01\0");
    private static readonly SearchValues<char> _letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\0");

    /// <summary>Reads up to a quotation mark that neither a backslash nor its double escapes.</summary>
    /// <param name="kind">What the token will be.</param>
    /// <param name="mark">The quotation mark.</param>
    /// <param name="offset">How many characters from here the content begins.</param>
    private SqlToken ReadQuoted(SqlTokenKind kind, char mark, int offset)
    {
        var start = _at + offset;
        var end = start;
        while (true)
        {
            var next = _text[end..].IndexOf(mark);
            if (next < 0)
            {
                _at = _text.Length;
                return new SqlToken(kind, start, _text.Length - start) { Opening = mark };
            }

            end += next;
            var backslashes = 0;
            while (end - backslashes > start && _text[end - backslashes - 1] == '\\')
            {
                backslashes++;
            }

            if (backslashes % 2 == 1)
            {
                end++;
            }
            else if (end + 1 < _text.Length && _text[end + 1] == mark)
            {
                end += 2;
            }
            else
            {
                _at = end + 1;
                return new SqlToken(kind, start, end - start) { Opening = mark, Closing = mark };
            }
        }
    }

    private SqlToken ReadBackquoted()
    {
        var token = ReadQuoted(SqlTokenKind.Name, '`', 1);

        // MySQL calls a function by its quoted name too.
        if (SqlVocabulary.Find(TextOf(token)) is { Kind: SqlTokenKind.Function } word)
        {
            token.Kind = SqlTokenKind.Function;
            token.Word = word.Number;
            token.Roles = word.Roles;
        }

        return token;
    }

    private SqlToken ReadBracketed()
    {
        var end = _text[_at..].IndexOf(']');
        return Take(SqlTokenKind.Name, end < 0 ? _text.Length - _at : end + 1);
    }

    private SqlToken ReadVariable()
    {
        var offset = Peek(1) == '@' ? 2 : 1;
        var mark = Peek(offset);
        if (mark is '`' or '\'' or '"')
        {
            _at += offset;
            return ReadQuoted(SqlTokenKind.Variable, mark, 1);
        }

        var length = _text[(_at + offset)..].IndexOfAny(_variableEnds);
        _at += offset;
        return Take(SqlTokenKind.Variable, length < 0 ? _text.Length - _at : length);
    }

    /// <summary>An amount of money in SQL Server, a string between dollar signs in PostgreSQL.</summary>
    private SqlToken ReadDollar()
    {
        if (!Has(1))
        {
            return Take(SqlTokenKind.Name, 1);
        }

        var inside = _text[(_at + 1)..];
        var amount = Span(inside, _amount);
        if (amount == 1 && inside[0] == '.')
        {
            return ReadWord();
        }

        if (amount > 0)
        {
            return Take(SqlTokenKind.Number, amount + 1);
        }

        var label = Span(inside, _letters);
        if (label >= inside.Length || inside[label] != '$')
        {
            return Take(SqlTokenKind.Name, 1);
        }

        var delimiter = _text.Slice(_at, label + 2);
        var content = _text[(_at + delimiter.Length)..];
        var end = content.IndexOf(delimiter, StringComparison.Ordinal);
        var token = new SqlToken(SqlTokenKind.QuotedText, _at + delimiter.Length, end < 0 ? content.Length : end) { Opening = '$', Closing = end < 0 ? '\0' : '$' };
        _at = end < 0 ? _text.Length : token.Start + end + delimiter.Length;
        return token;
    }

    private SqlToken ReadNumber()
    {
        var rest = _text[_at..];
        if (rest[0] == '0' && (Peek(1) is 'x' or 'X' or 'b' or 'B'))
        {
            var digits = Span(rest[2..], rest[1] is 'x' or 'X' ? _hexDigits : _bits);
            return digits == 0 ? Take(SqlTokenKind.Name, 2) : Take(SqlTokenKind.Number, digits + 2);
        }

        var length = Span(rest, _digits);
        if (length < rest.Length && rest[length] == '.')
        {
            length += 1 + Span(rest[(length + 1)..], _digits);
            if (length == 1)
            {
                return Take(SqlTokenKind.Dot, 1);
            }
        }

        var isIncomplete = false;
        if (length < rest.Length && rest[length] is 'e' or 'E')
        {
            length++;
            length += length < rest.Length && rest[length] is '+' or '-' ? 1 : 0;
            var exponent = Span(rest[length..], _digits);
            isIncomplete = exponent == 0;
            length += exponent;
        }

        // Oracle marks the precision of a number by a letter: "1d", "1f", even before a word: "1dUNION".
        if (length < rest.Length && rest[length] is 'd' or 'D' or 'f' or 'F'
            && (length + 1 == rest.Length || IsWhiteSpace(rest[length + 1]) || rest[length + 1] is ';' or 'u' or 'U'))
        {
            length++;
        }

        return Take(isIncomplete ? SqlTokenKind.Name : SqlTokenKind.Number, length);
    }

    /// <summary>Strings and numbers with a letter before the quotation mark.</summary>
    private bool ReadPrefixedLiteral(char first, out SqlToken token)
    {
        token = default;
        var isApostrophe = Peek(1) == '\'';
        switch (first)
        {
            case 'b' or 'B' or 'x' or 'X' when isApostrophe:
                var digits = Span(_text[(_at + 2)..], first is 'x' or 'X' ? _hexDigits : _bits);
                if (Peek(2 + digits) != '\'')
                {
                    return false;
                }

                token = Take(SqlTokenKind.Number, digits + 3);
                return true;
            case 'e' or 'E' or 'n' or 'N' when isApostrophe && Has(2):
                token = ReadQuoted(SqlTokenKind.QuotedText, '\'', 2);
                return true;
            case 'u' or 'U' when Peek(1) == '&' && Peek(2) == '\'':
                token = ReadQuoted(SqlTokenKind.QuotedText, '\'', 3);
                return true;
            case 'q' or 'Q' when isApostrophe:
                return ReadOracleQuoted(2, out token);
            case 'n' or 'N' when Peek(1) is 'q' or 'Q' && Peek(2) == '\'':
                return ReadOracleQuoted(3, out token);
            default:
                return false;
        }
    }

    /// <summary>Oracle's strings with a delimiter of the writer's choice: <c>q'[...]'</c>.</summary>
    private bool ReadOracleQuoted(int offset, out SqlToken token)
    {
        token = default;
        var delimiter = Peek(offset);
        if (delimiter <= ' ')
        {
            return false;
        }

        ReadOnlySpan<char> ending = [delimiter switch { '(' => ')', '[' => ']', '{' => '}', '<' => '>', _ => delimiter }, '\''];
        var start = _at + offset + 1;
        var end = _text[start..].IndexOf(ending, StringComparison.Ordinal);
        token = new SqlToken(SqlTokenKind.QuotedText, start, end < 0 ? _text.Length - start : end) { Opening = 'q', Closing = end < 0 ? '\0' : 'q' };
        _at = end < 0 ? _text.Length : start + end + 2;
        return true;
    }

    private static int Span(ReadOnlySpan<char> text, SearchValues<char> allowed)
    {
        var length = text.IndexOfAnyExcept(allowed);
        return length < 0 ? text.Length : length;
    }
}
