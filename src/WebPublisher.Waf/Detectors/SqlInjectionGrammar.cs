using System.Collections.Frozen;

namespace WebPublisher.Waf.Detectors;

/// <summary>Which reduced values are injections: those of <see cref="SqlInjectionPatterns"/> that <see cref="SqlProse"/> does not excuse.</summary>
internal static class SqlInjectionGrammar
{
    private const string AnyValue = "n1sv";

    private static readonly FrozenSet<SqlFingerprint> _injections = Expand();

    /// <summary>Whether a reduction is that of an injection.</summary>
    /// <param name="reduction">What the value was reduced to.</param>
    /// <param name="value">The value.</param>
    public static bool Accepts(ref SqlReduction reduction, ReadOnlySpan<char> value) => _injections.Contains(reduction.Fingerprint) && !SqlProse.Excuses(ref reduction, value);

    private static FrozenSet<SqlFingerprint> Expand()
    {
        var injections = new HashSet<SqlFingerprint>();
        ReadOnlySpan<string> accepted =
        [
            SqlInjectionPatterns.Comparisons, SqlInjectionPatterns.Logic, SqlInjectionPatterns.Calls, SqlInjectionPatterns.Clauses, SqlInjectionPatterns.Queries,
            SqlInjectionPatterns.Unions, SqlInjectionPatterns.Groupings, SqlInjectionPatterns.Blocks, SqlInjectionPatterns.Closed, SqlInjectionPatterns.Stacked,
            SqlInjectionPatterns.Fragments, SqlInjectionPatterns.Short, SqlInjectionPatterns.Rare,
        ];
        foreach (var patterns in accepted)
        {
            foreach (var pattern in patterns.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                Expand(pattern, default, fingerprint => injections.Add(fingerprint));
            }
        }

        foreach (var pattern in SqlInjectionPatterns.Prose.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            Expand(pattern, default, fingerprint => injections.Remove(fingerprint));
        }

        return injections.ToFrozenSet();
    }

    private static void Expand(ReadOnlySpan<char> pattern, SqlFingerprint before, Action<SqlFingerprint> found)
    {
        if (pattern.IsEmpty)
        {
            found(before);
            return;
        }

        var end = pattern[0] == '[' ? pattern.IndexOf(']') : 0;
        var letters = end == 0 ? pattern[..1] : pattern[1..end];
        foreach (var letter in letters)
        {
            foreach (var kind in letter == 'V' ? AnyValue : new ReadOnlySpan<char>(in letter))
            {
                Expand(pattern[(end + 1)..], before.Add(SqlFingerprint.KindOf(kind)), found);
            }
        }
    }
}
