namespace WebPublisher.Conformance.Waf.Differential;

/// <summary>A way in which our reading differs from mod_security2's on purpose. <c>docs/waf.md</c> tells of each.</summary>
/// <param name="Reason">What differs, and why.</param>
internal sealed record KnownDifference(string Reason)
{
    private static readonly (KnownDifference Known, Func<Comparison, bool> Is)[] s_all =
    [
        (new("PCRE gave up on a pattern; ours takes linear time and does not."), comparison => comparison.Theirs.Lines.Any(line => line.Contains("PCRE limits exceeded", StringComparison.Ordinal))),
    ];

    /// <summary>The one that explains a difference, or null.</summary>
    public static KnownDifference? Of(Comparison comparison)
    {
        foreach (var (known, matches) in s_all)
        {
            if (matches(comparison))
            {
                return known;
            }
        }

        return null;
    }
}
