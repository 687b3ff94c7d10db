using static WebPublisher.Waf.Detectors.SqlKinds;

namespace WebPublisher.Waf.Detectors;

/// <summary>
/// Reduces a value to the few tokens that tell injections from prose: words become phrases, calculations one operand, lists one item, and what changes nothing goes. Tokens are
/// read as they are needed; the value is read no further than five tokens that cannot be reduced.
/// </summary>
internal ref partial struct SqlReduction
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

    /// <summary>What a rule did.</summary>
    private enum Step
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>A token is of another kind now; rules before it stay as they were.</summary>
        Renamed,

        /// <summary>There are fewer tokens: every rule is tried anew.</summary>
        Reduced,

        /// <summary>The value is judged by what was read.</summary>
        Settled,
    }
}
