using System.Buffers;
using System.Runtime.CompilerServices;

namespace WebPublisher.Waf.Detectors;

/// <summary>
/// Reads a value as SQL, one token at a time. It accepts what any of MySQL, PostgreSQL, SQL Server, Oracle and SQLite would accept there: an attacker knows which of them
/// answers, the detector does not. Every character is looked at a bounded number of times.
/// </summary>
/// <param name="text">The value, one character for each byte.</param>
/// <param name="quote">The quotation mark that is open before the value, or NUL.</param>
/// <param name="dialect">Whose comments count.</param>
internal ref partial struct SqlTokenizer(ReadOnlySpan<char> text, char quote, SqlDialect dialect)
{
    // The bytes A0 to FF begin at U+E0A0: a space of Latin-1 that MySQL takes for white space.
    private const char NoBreakSpace = '\uE0A0';

    private const string WordEnds = " []{}<>:\\?=@!#~+-*/&|^%(),';\t\n\v\f\r\"\0";

    // What a byte is to a word. Words are short: a table is quicker than a vectorized search.
    private static readonly WordPart[] _wordParts = CreateWordParts();
    private static readonly SearchValues<char> _variableEnds = SearchValues.Create(" <>:\\?=@!#~+-*/&|^%(),';\t\n\v\f\r'`\"\0");

    private readonly ReadOnlySpan<char> _text = text;
    private readonly SqlDialect _dialect = dialect;
    private char _openQuote = quote;
    private int _at;

    /// <summary>How many tokens were read, comments among them.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there was something that the other dialect reads differently.</summary>
    public bool IsAmbiguous { get; private set; }

    /// <summary>Reads the next token.</summary>
    /// <returns>False behind the last one.</returns>
    public bool TryRead(out SqlToken token)
    {
        if (_openQuote != '\0' && _text.Length > 0)
        {
            token = ReadQuoted(SqlTokenKind.QuotedText, _openQuote, 0);
            token.Opening = '\0';
            _openQuote = '\0';
            Count++;
            return true;
        }

        while (_at < _text.Length && IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        if (_at >= _text.Length)
        {
            token = default;
            return false;
        }

        token = ReadToken(_text[_at]);
        Count++;
        return true;
    }

    /// <summary>The characters of a token.</summary>
    public readonly ReadOnlySpan<char> TextOf(in SqlToken token) => _text.Slice(token.Start, token.Length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsWhiteSpace(char character) => character is <= ' ' or '\x7F' or NoBreakSpace;

    private readonly char Peek(int offset) => (uint)(_at + offset) < (uint)_text.Length ? _text[_at + offset] : '\0';

    private readonly bool Has(int offset) => _at + offset < _text.Length;

    private SqlToken ReadToken(char first)
    {
        switch (first)
        {
            case '\'' or '"':
                return ReadQuoted(SqlTokenKind.QuotedText, first, 1);
            case '(':
                return Take(SqlTokenKind.LeftParenthesis, 1);
            case ')':
                return Take(SqlTokenKind.RightParenthesis, 1);
            case '{':
                return Take(SqlTokenKind.LeftBrace, 1);
            case '}':
                return Take(SqlTokenKind.RightBrace, 1);
            case ',':
                return Take(SqlTokenKind.Comma, 1);
            case ';':
                return Take(SqlTokenKind.Semicolon, 1);
            case '?' or ']':
                return Take(SqlTokenKind.Unknown, 1);
            case '\\':
                // MySQL's other spelling of NULL.
                return Peek(1) == 'N' ? Take(SqlTokenKind.Number, 2) : Take(SqlTokenKind.Backslash, 1);
            case '`':
                return ReadBackquoted();
            case '[':
                return ReadBracketed();
            case '@':
                return ReadVariable();
            case '$':
                return ReadDollar();
            case '-':
                return Peek(1) == '-' && Has(1) ? ReadDashes() : ReadOperator(first);
            case '#':
                IsAmbiguous = true;
                return _dialect == SqlDialect.MySql ? ReadLineComment() : Take(SqlTokenKind.Operator, 1);
            case '/':
                return Peek(1) == '*' ? ReadBlockComment() : ReadOperator(first);
            case '.' or (>= '0' and <= '9'):
                return ReadNumber();
            case '!' or '%' or '&' or '*' or '+' or ':' or '<' or '=' or '>' or '^' or '|' or '~':
                return ReadOperator(first);
            default:
                return ReadPrefixedLiteral(first, out var token) ? token : ReadWord();
        }
    }

    private SqlToken Take(SqlTokenKind kind, int length, SqlWordRoles roles = SqlWordRoles.None)
    {
        var token = new SqlToken(kind, _at, length) { Roles = roles };
        _at += length;
        return token;
    }

    private SqlToken ReadOperator(char first)
    {
        var second = Peek(1);
        if (first == '<' && second == '=' && Peek(2) == '>')
        {
            return Take(SqlTokenKind.Operator, 3);
        }

        var unary = first is '+' or '-' or '!' or '~' ? SqlWordRoles.Unary : SqlWordRoles.None;
        var arithmetic = first is '+' or '-' or '*' or '/' or '%' ? SqlWordRoles.Arithmetic : SqlWordRoles.None;
        return (first, second) switch
        {
            ('&', '&') or ('|', '|') => Take(SqlTokenKind.Logical, 2),
            (':', ':') => Take(SqlTokenKind.Operator, 2, SqlWordRoles.Cast),
            ('!', '!') => Take(SqlTokenKind.Operator, 2, SqlWordRoles.Unary),
            (':', '=') or ('!', '<' or '=' or '>') or ('<', '<' or '=' or '>' or '@') or ('>', '=' or '>') or ('|', '/')
                or ('&' or '*' or '|', '=') => Take(SqlTokenKind.Operator, 2),
            (':', _) when Has(1) => Take(SqlTokenKind.Colon, 1),
            _ => Take(SqlTokenKind.Operator, 1, unary | arithmetic),
        };
    }

    private SqlToken ReadDashes()
    {
        if (!Has(2) || IsWhiteSpace(_text[_at + 2]))
        {
            return ReadLineComment();
        }

        IsAmbiguous = true;
        return _dialect == SqlDialect.Ansi ? ReadLineComment() : ReadOperator('-');
    }

    private SqlToken ReadLineComment()
    {
        var length = _text[_at..].IndexOf('\n');
        var token = Take(SqlTokenKind.Comment, length < 0 ? _text.Length - _at : length);
        _at = Math.Min(_at + 1, _text.Length);
        return token;
    }

    private SqlToken ReadBlockComment()
    {
        var inside = _text[(_at + 2)..];
        var end = inside.IndexOf("*/", StringComparison.Ordinal);
        var isExecuted = inside.StartsWith('!');
        var isNested = end >= 0 && inside[..(end + 1)].Contains("/*", StringComparison.Ordinal);
        return Take(isExecuted || isNested ? SqlTokenKind.Evil : SqlTokenKind.Comment, end < 0 ? _text.Length - _at : end + 4);
    }

    private SqlToken ReadWord()
    {
        var rest = _text[_at..];
        var parts = _wordParts;
        var length = 0;
        while (length < rest.Length && parts[(byte)rest[length]] is var part && part != WordPart.End)
        {
            // A word of SQL before a dot or a back quote stands alone: "select.1", "from`users`".
            if (part == WordPart.Divider && length is > 0 and <= SqlVocabulary.MaximumLength && SqlVocabulary.Find(rest[..length]) is { Kind: not SqlTokenKind.Name } divided)
            {
                return TakeWord(divided, length);
            }

            length++;
        }

        return SqlVocabulary.Find(rest[..length]) is { } known ? TakeWord(known, length) : Take(SqlTokenKind.Name, length);
    }

    private SqlToken TakeWord(SqlWord word, int length)
    {
        var token = Take(word.Kind, length, word.Roles);
        token.Word = word.Number;
        return token;
    }

    private static WordPart[] CreateWordParts()
    {
        var parts = new WordPart[256];
        foreach (var end in WordEnds)
        {
            parts[end] = WordPart.End;
        }

        parts[0xA0] = WordPart.End;
        parts['.'] = WordPart.Divider;
        parts['`'] = WordPart.Divider;
        return parts;
    }

    private enum WordPart : byte
    {
        Inside,
        Divider,
        End,
    }
}
