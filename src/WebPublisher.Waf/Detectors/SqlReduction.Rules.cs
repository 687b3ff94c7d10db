using static WebPublisher.Waf.Detectors.SqlKinds;

namespace WebPublisher.Waf.Detectors;

/// <content>What two, three or five tokens side by side are reduced to.</content>
internal ref partial struct SqlReduction
{
    private Step ReducePair(int at)
    {
        ref var first = ref _tokens[at];
        ref var second = ref _tokens[at + 1];
        switch (first.Kind)
        {
            // Repetition, strings that the database joins, signs and types before an operand: 'a' 'b', ;;, ((, (-1, = -1, and binary 'a'.
            case SqlTokenKind.QuotedText when second.Is(QuotedText):
            case SqlTokenKind.Semicolon when second.Is(Semicolon):
            case SqlTokenKind.LeftParenthesis when second.Is(LeftParenthesis) || second.Has(SqlWordRoles.Unary):
            case SqlTokenKind.RightParenthesis when second.Is(RightParenthesis):
            case SqlTokenKind.Operator or SqlTokenKind.Logical when second.Is(TypeName) || second.Has(SqlWordRoles.Unary):
                return Remove(at + 1, 1);
            // Words that mean something else in this place: ; if (...), user(), collate utf8_bin.
            case SqlTokenKind.Semicolon when second.Is(Function) && second.Has(SqlWordRoles.Conditional):
                second.Kind = SqlTokenKind.Statement;
                return Step.Renamed;
            case SqlTokenKind.Name or SqlTokenKind.Variable when second.Is(LeftParenthesis) && first.Has(SqlWordRoles.Callable):
                first.Kind = SqlTokenKind.Function;
                return Step.Renamed;
            case SqlTokenKind.Collation when second.Is(Name) && TextOf(second).Contains('_'):
                second.Kind = SqlTokenKind.TypeName;
                return Step.Renamed;
            // MySQL's \N for NULL, cut short, and backslashes that a program put in.
            case SqlTokenKind.Backslash when second.Has(SqlWordRoles.Arithmetic):
                first.Kind = SqlTokenKind.Number;
                return Step.Renamed;
            case SqlTokenKind.Backslash:
                return Remove(at, 1);
            // ODBC's notation for constants and calls: {d '2001-01-01'}. Without a name only evasions have it.
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
        // Calculations and casts are one operand: 1 + 1, a = b, '1' :: int.
        if (second.Is(Operator))
        {
            var isCalculation = (first.Is(Name | Number) && third.Is(Name | Number)) || (first.Is(Variable) && third.Is(Variable | Number | Name));
            var isCast = second.Has(SqlWordRoles.Cast) && first.Is(Value) && third.Is(TypeName);
            if (isCalculation || isCast)
            {
                return Remove(at + 1, 2);
            }
        }

        // Between two operators, and between two words of logic, an operand more or less changes nothing.
        if ((first.Is(Operator) && third.Is(Operator) && !second.Is(LeftParenthesis)) || (first.Is(Logical) && third.Is(Logical)))
        {
            return Remove(at + 1, 2);
        }

        // A list is as its first item, a name of several parts as its first part.
        if (second.Is(Comma) && first.Is(Value) && third.Is(Value))
        {
            return Remove(at + 1, 2);
        }

        if (second.Is(Dot) && third.Is(Name) && first.Is(Name | Expression))
        {
            return first.Is(Name) ? Remove(at + 1, 2) : Remove(at + 1, 1);
        }

        // A sign behind a word or comma: select -1, order by -1, ,-1.
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
}
