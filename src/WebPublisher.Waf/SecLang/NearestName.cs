namespace WebPublisher.Waf.SecLang;

/// <summary>Helps with a misspelt name.</summary>
internal static class NearestName
{
    private const int LongestCompared = 64;

    /// <summary>Returns <c>; did you mean 'x'?</c> where one of the known names is a slip of the pen away, or nothing.</summary>
    public static string Hint(string name, IEnumerable<string> known) => Of(name, known) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    /// <summary>The known name at the smallest edit distance (case and underscores are no difference), if that is small; null otherwise.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        if (name.Length is 0 or > LongestCompared)
        {
            return null;
        }

        var reach = Math.Max(1, name.Length / 4);
        string? nearest = null;
        var least = reach + 1;
        foreach (var candidate in known)
        {
            var distance = Math.Abs(candidate.Length - name.Length) <= reach + 2 ? Distance(Fold(name), Fold(candidate)) : int.MaxValue;
            if (distance < least || (distance == least && nearest is not null && string.CompareOrdinal(candidate, nearest) < 0))
            {
                nearest = candidate;
                least = distance;
            }
        }

        return nearest;
    }

    private static string Fold(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    // Insertion, deletion, substitution, and exchange of neighbours cost one each.
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

                var substitution = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, substitution);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
