namespace WebPublisher.Policy.Documents;

/// <summary>Helps with a misspelt word: names the one that was probably meant, or else what there is to choose from.</summary>
internal static class Suggestion
{
    private const int MostListed = 20;
    private const int LongestCompared = 64;

    /// <summary>Returns <c>; did you mean 'x'?</c>, or <c>; [heading]: a, b, c</c>, or nothing when there is nothing to choose from.</summary>
    public static string For(string word, IReadOnlyCollection<string> known, string heading)
    {
        if (Closest(word, known) is { } closest)
        {
            return $"; did you mean {Quoted.Text(closest)}?";
        }

        if (known.Count == 0)
        {
            return "";
        }

        var more = known.Count > MostListed ? ", ..." : "";
        return $"; {heading}: {string.Join(", ", known.Take(MostListed).Select(Quoted.Bare))}{more}";
    }

    /// <summary>The word at the smallest edit distance, if it is small enough to be a slip of the pen; null otherwise.</summary>
    public static string? Closest(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > LongestCompared)
        {
            return null;
        }

        var reach = Math.Max(1, word.Length / 3);
        return known
            .Where(k => k.Length <= LongestCompared && Math.Abs(k.Length - word.Length) <= reach)
            .Select(k => (Word: k, Distance: Distance(Fold(word), Fold(k))))
            .Where(c => c.Distance <= reach)
            .OrderBy(c => c.Distance)
            .ThenBy(c => c.Word, StringComparer.Ordinal)
            .Select(c => c.Word)
            .FirstOrDefault();
    }

    // Case and the choice of separator are no difference worth counting.
    private static string Fold(string word) => word.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    // Optimal string alignment: insertion, deletion, substitution, and exchange of neighbours cost one each.
    private static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }

                var same = a[i - 1] == b[j - 1] ? 0 : 1;
                cost[i, j] = Math.Min(Math.Min(cost[i - 1, j] + 1, cost[i, j - 1] + 1), cost[i - 1, j - 1] + same);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
