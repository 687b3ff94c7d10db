using static WebPublisher.Waf.Detectors.SqlKinds;

namespace WebPublisher.Waf.Detectors;

/// <summary>
/// Reduces a value to the few tokens that tell injections from prose: words become phrases, calculations one operand, lists one item, and what changes nothing goes. Tokens are
/// read as they are needed; the value is read no further than five tokens that cannot be reduced.
/// </summary>
internal ref struct SqlReduction
{
    // One more than a fingerprint has letters: what follows the last letter may be part of it.
    private const int MaximumTokens = SqlFingerprint.MaximumLength + 1;

    private SqlTokenizer _tokenizer;
    private SqlTokenBuffer _tokens;
    private SqlToken _comment;
    private int _count;
    private bool _isAtEnd;

    /// <summary>Reduces a value.</summary>
    /// <param name="text">The value, one character for each byte.</param>
    /// <param name="quote">The quotation mark that is open before the value, or NUL.</param>
    /// <param name="dialect">Whose comments count.</param>
    public SqlReduction(ReadOnlySpan<char> text, char quote, SqlDialect dialect)
    {
        _tokenizer = new SqlTokenizer(text, quote, dialect);
        SkipPreface();
        ReduceAll();
        Finish();
    }

    /// <summary>What remained.</summary>
    public SqlFingerprint Fingerprint { get; private set; }

    /// <summary>How many tokens were read.</summary>
    public readonly int TokensRead => _tokenizer.Count;

    /// <summary>Whether there was something that the other dialect reads differently.</summary>
    public readonly bool IsAmbiguous => _tokenizer.IsAmbiguous;

    /// <summary>A token that remained.</summary>
    public readonly SqlToken this[int index] => _tokens[index];

    /// <summary>The characters of a token.</summary>
    public readonly ReadOnlySpan<char> TextOf(in SqlToken token) => _tokenizer.TextOf(token);

    // Parentheses, signs, types and comments before the first operand say nothing: "((-1" is "1".
    private void SkipPreface()
    {
        while (_tokenizer.TryRead(out var token))
        {
            if (!token.Is(Comment | LeftParenthesis | TypeName) && !token.Has(SqlWordRoles.Unary))
            {
                _tokens[_count++] = token;
                return;
            }
        }

        _isAtEnd = true;
    }

    private void ReduceAll()
    {
        var left = 0;
        while (left < SqlFingerprint.MaximumLength)
        {
            if (_count >= SqlFingerprint.MaximumLength && DropSettledExpression())
            {
                left = 0;
            }

            if (!Fill(left + 2))
            {
                return;
            }

            // Two names side by side, as in prose, are part of nothing that can be reduced.
            if (_tokens[left].Kind == SqlTokenKind.Name && _tokens[left].Roles == SqlWordRoles.None && _tokens[left + 1].Kind == SqlTokenKind.Name)
            {
                left++;
                continue;
            }

            switch (ReducePair(left))
            {
                case Step.Reduced:
                    left = 0;
                    continue;
                case Step.Renamed:
                    continue;
                case Step.Settled:
                    return;
            }

            if (!Fill(left + 3))
            {
                return;
            }

            if (ReduceTriple(left) == Step.Reduced)
            {
                left = 0;
                continue;
            }

            left++;
        }
    }

    /// <summary>Reads until there are so many tokens; comments between them are left out.</summary>
    private bool Fill(int wanted)
    {
        while (_count < wanted && _count < MaximumTokens && !_isAtEnd)
        {
            if (!_tokenizer.TryRead(out var token))
            {
                _isAtEnd = true;
            }
            else if (token.Kind == SqlTokenKind.Comment)
            {
                _comment = token;
            }
            else
            {
                _comment = default;
                _tokens[_count++] = token;
            }
        }

        return _count >= wanted;
    }

    private Step ReducePair(int at)
    {
        ref var first = ref _tokens[at];
        ref var second = ref _tokens[at + 1];
        switch (first.Kind)
        {
            case SqlTokenKind.QuotedText when second.Is(QuotedText):
            case SqlTokenKind.Semicolon when second.Is(Semicolon):
            case SqlTokenKind.LeftParenthesis when second.Is(LeftParenthesis) || second.Has(SqlWordRoles.Unary):
            case SqlTokenKind.RightParenthesis when second.Is(RightParenthesis):
            case SqlTokenKind.Operator or SqlTokenKind.Logical when second.Is(TypeName) || second.Has(SqlWordRoles.Unary):
                return Remove(at + 1, 1);
            case SqlTokenKind.Semicolon when second.Is(Function) && second.Has(SqlWordRoles.Conditional):
                second.Kind = SqlTokenKind.Statement;
                return Step.Renamed;
            case SqlTokenKind.Name or SqlTokenKind.Variable when second.Is(LeftParenthesis) && first.Has(SqlWordRoles.Callable):
                first.Kind = SqlTokenKind.Function;
                return Step.Renamed;
            case SqlTokenKind.Collation when second.Is(Name) && TextOf(second).Contains('_'):
                second.Kind = SqlTokenKind.TypeName;
                return Step.Renamed;
            case SqlTokenKind.Backslash when second.Has(SqlWordRoles.Arithmetic):
                first.Kind = SqlTokenKind.Number;
                return Step.Renamed;
            case SqlTokenKind.Backslash:
                return Remove(at, 1);
            case SqlTokenKind.LeftBrace when second.Is(Name) && second.Length > 0:
                return Remove(at, 2);
            case SqlTokenKind.LeftBrace when second.Is(Name):
                second.Kind = SqlTokenKind.Evil;
                _count = at + 2;
                return Step.Settled;
        }

        if (first.Is(Mergeable) && second.Is(Mergeable) && Merge(ref first, second))
        {
            return Remove(at + 1, 1);
        }

        if (first.Has(SqlWordRoles.Membership) && first.Is(Keyword))
        {
            first.Kind = second.Is(LeftParenthesis) ? SqlTokenKind.Operator : SqlTokenKind.Name;
            return Step.Renamed;
        }

        if (first.Is(TypeName) && second.Is(Name | Number | TypeName | LeftParenthesis | Function | Variable | QuotedText))
        {
            return Remove(at, 1);
        }

        if (first.Has(SqlWordRoles.Likeness) && first.Is(Operator) && second.Is(LeftParenthesis))
        {
            first.Kind = SqlTokenKind.Function;
            return Step.Renamed;
        }

        return second.Is(RightBrace) ? Remove(at + 1, 1) : Step.None;
    }

    private Step ReduceTriple(int at)
    {
        ref var first = ref _tokens[at];
        ref var second = ref _tokens[at + 1];
        ref var third = ref _tokens[at + 2];
        if (second.Is(Operator))
        {
            var isCalculation = (first.Is(Name | Number) && third.Is(Name | Number)) || (first.Is(Variable) && third.Is(Variable | Number | Name));
            var isCast = second.Has(SqlWordRoles.Cast) && first.Is(Value) && third.Is(TypeName);
            if (isCalculation || isCast)
            {
                return Remove(at + 1, 2);
            }
        }

        if ((first.Is(Operator) && third.Is(Operator) && !second.Is(LeftParenthesis)) || (first.Is(Logical) && third.Is(Logical)))
        {
            return Remove(at + 1, 2);
        }

        if (second.Is(Comma) && first.Is(Value) && third.Is(Value))
        {
            return Remove(at + 1, 2);
        }

        if (second.Is(Dot) && third.Is(Name) && first.Is(Name | Expression))
        {
            return first.Is(Name) ? Remove(at + 1, 2) : Remove(at + 1, 1);
        }

        if (second.Has(SqlWordRoles.Unary) && second.Is(Operator))
        {
            if (first.Is(Comma) && third.Is(Value))
            {
                return Remove(at, 3);
            }

            if ((first.Is(Expression | Grouping | Comma) && third.Is(LeftParenthesis | Value | Function)) || (first.Is(Keyword) && third.Is(Value | Function)))
            {
                return Remove(at + 1, 1);
            }
        }

        // USER takes no argument: "user(name)" is a call of something else.
        if (first.Is(Function) && second.Is(LeftParenthesis) && !third.Is(RightParenthesis) && first.Word != 0 && SqlVocabulary.Word(first.Word).Text == "USER")
        {
            first.Kind = SqlTokenKind.Name;
            return Step.Renamed;
        }

        return Step.None;
    }

    /// <summary>
    /// An expression in parentheses that fills the fingerprint hides what comes behind it: it counts as its first operand.
    /// </summary>
    private bool DropSettledExpression()
    {
        var inside = _tokens[3];
        var isExpression = _tokens[2].Is(LeftParenthesis) && _tokens[4].Is(RightParenthesis)
            && ((_tokens[0].Is(Number) && _tokens[1].Is(Operator | Comma) && inside.Is(Number)) || (_tokens[0].Is(Name) && _tokens[1].Is(Operator) && inside.Is(Name | Number)));
        var isContinued = _tokens[1].Is(RightParenthesis) && inside.Is(LeftParenthesis)
            && ((_tokens[0].Is(Number) && _tokens[2].Is(Comma) && _tokens[4].Is(Number)) || (_tokens[0].Is(Name) && _tokens[2].Is(Operator) && _tokens[4].Is(Name)));
        return (isExpression || isContinued) && Remove(1, 4) == Step.Reduced;
    }

    private readonly bool Merge(ref SqlToken first, in SqlToken second)
    {
        if (!first.Has(SqlWordRoles.OpensPhrase) || SqlVocabulary.FindPhrase(SqlVocabulary.Word(first.Word), TextOf(second)) is not { } phrase)
        {
            return false;
        }

        first.Kind = phrase.Kind;
        first.Roles = phrase.Roles;
        first.Word = phrase.Number;
        return true;
    }

    private Step Remove(int at, int count)
    {
        for (var i = at; i + count < _count; i++)
        {
            _tokens[i] = _tokens[i + count];
        }

        _count -= count;
        return Step.Reduced;
    }

    private void Finish()
    {
        // A comment at the end matters: it hides the rest of the statement the value is put into.
        if (_count < SqlFingerprint.MaximumLength && _comment.Kind == SqlTokenKind.Comment)
        {
            _tokens[_count++] = _comment;
        }

        // A lone back quote at the end is a comment to MySQL.
        _count = Math.Min(_count, SqlFingerprint.MaximumLength);
        if (_count > 2 && _tokens[_count - 1] is { Kind: SqlTokenKind.Name, Opening: '`', Closing: '\0', Length: 0 })
        {
            _tokens[_count - 1].Kind = SqlTokenKind.Comment;
        }

        var fingerprint = default(SqlFingerprint);
        for (var i = 0; i < _count; i++)
        {
            if (_tokens[i].Kind == SqlTokenKind.Evil)
            {
                Fingerprint = default(SqlFingerprint).Add(SqlTokenKind.Evil);
                return;
            }

            fingerprint = fingerprint.Add(_tokens[i].Kind);
        }

        Fingerprint = fingerprint;
    }

    private enum Step
    {
        None,
        Renamed,
        Reduced,
        Settled,
    }
}
