using System.Collections.Frozen;

namespace WebPublisher.Waf.Detectors;

/// <summary>Finds words and phrases of <see cref="SqlWordLists"/> regardless of case.</summary>
internal static class SqlVocabulary
{
    /// <summary>Longer stretches are no word of SQL.</summary>
    public const int MaximumLength = 31;

    private static readonly FrozenDictionary<string, SqlWord> _entries = Build(
        [
            (SqlTokenKind.Keyword, SqlWordLists.KeywordWords),
            (SqlTokenKind.Function, SqlWordLists.FunctionWords),
            (SqlTokenKind.Statement, SqlWordLists.StatementWords),
            (SqlTokenKind.Expression, SqlWordLists.ExpressionWords),
            (SqlTokenKind.TypeName, SqlWordLists.TypeWords),
            (SqlTokenKind.Operator, SqlWordLists.OperatorWords),
            (SqlTokenKind.Logical, SqlWordLists.LogicalWords),
            (SqlTokenKind.Variable, SqlWordLists.VariableWords),
            (SqlTokenKind.Union, SqlWordLists.UnionWords),
            (SqlTokenKind.Grouping, SqlWordLists.GroupingWords),
            (SqlTokenKind.Number, SqlWordLists.NumberWords),
            (SqlTokenKind.Collation, SqlWordLists.CollationWords),
        ],
        [
            (SqlTokenKind.Keyword, SqlWordLists.KeywordPhrases),
            (SqlTokenKind.Function, SqlWordLists.FunctionPhrases),
            (SqlTokenKind.Statement, SqlWordLists.StatementPhrases),
            (SqlTokenKind.Expression, SqlWordLists.ExpressionPhrases),
            (SqlTokenKind.TypeName, SqlWordLists.TypePhrases),
            (SqlTokenKind.Operator, SqlWordLists.OperatorPhrases),
            (SqlTokenKind.Variable, SqlWordLists.VariablePhrases),
            (SqlTokenKind.Union, SqlWordLists.UnionPhrases),
            (SqlTokenKind.Grouping, SqlWordLists.GroupingPhrases),
            (SqlTokenKind.Name, SqlWordLists.NamePhrases),
        ]);

    private static readonly FrozenDictionary<string, SqlWord>.AlternateLookup<ReadOnlySpan<char>> _words = _entries.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SqlWord[] _byNumber = [.. _entries.Values.OrderBy(word => word.Number)];

    /// <summary>The word of a number.</summary>
    public static SqlWord Word(ushort number) => _byNumber[number - 1];

    /// <summary>Finds a word.</summary>
    /// <returns>Null for what is a name.</returns>
    public static SqlWord? Find(ReadOnlySpan<char> text) => text.Length <= MaximumLength && _words.TryGetValue(text, out var word) ? word : null;

    /// <summary>Finds the phrase that two words are, the first of which may be a phrase already.</summary>
    public static SqlWord? FindPhrase(SqlWord first, ReadOnlySpan<char> second)
    {
        var length = first.Text.Length + 1 + second.Length;
        if (length > MaximumLength)
        {
            return null;
        }

        Span<char> phrase = stackalloc char[MaximumLength];
        first.Text.CopyTo(phrase);
        phrase[first.Text.Length] = ' ';
        second.CopyTo(phrase[(first.Text.Length + 1)..]);
        return Find(phrase[..length]);
    }

    private static FrozenDictionary<string, SqlWord> Build(
        ReadOnlySpan<(SqlTokenKind Kind, string List)> words, ReadOnlySpan<(SqlTokenKind Kind, string List)> phrases)
    {
        var entries = new Dictionary<string, SqlWord>(StringComparer.Ordinal);
        foreach (var (kind, list) in words)
        {
            foreach (var text in list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                entries.Add(text, new SqlWord(text, kind, RolesOf(text), NextNumber()));
            }
        }

        foreach (var text in SqlWordLists.CallableNames.Split(' '))
        {
            entries.TryAdd(text, new SqlWord(text, SqlTokenKind.Name, RolesOf(text), NextNumber()));
        }

        foreach (var (kind, list) in phrases)
        {
            foreach (var phrase in list.Split(',', StringSplitOptions.TrimEntries))
            {
                var text = string.Join(' ', phrase.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                entries.Add(text, new SqlWord(text, kind, RolesOf(text), NextNumber()));
            }
        }

        // All but the last word of a phrase are words or phrases themselves, names at least.
        foreach (var text in entries.Keys.ToArray())
        {
            if (text.LastIndexOf(' ') is > 0 and var end)
            {
                var opening = text[..end];
                entries[opening] = entries.TryGetValue(opening, out var known)
                    ? known with { Roles = known.Roles | SqlWordRoles.OpensPhrase }
                    : new SqlWord(opening, SqlTokenKind.Name, SqlWordRoles.OpensPhrase, NextNumber());
            }
        }

        return entries.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

        ushort NextNumber() => (ushort)(entries.Count + 1);
    }

    private static SqlWordRoles RolesOf(string text) => text switch
    {
        "NOT" => SqlWordRoles.Unary,
        "IN" or "NOT IN" => SqlWordRoles.Membership,
        "LIKE" or "NOT LIKE" => SqlWordRoles.Likeness,
        _ when text.StartsWith("IF", StringComparison.Ordinal) => SqlWordRoles.Conditional,
        _ => SqlWordLists.CallableNames.Split(' ').Contains(text) ? SqlWordRoles.Callable : SqlWordRoles.None,
    };
}
