namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>What is known of the literals in the matches of a part of a pattern.</summary>
/// <param name="Exact">All its matches, case folded; null where they are too many.</param>
/// <param name="Prefix">With one of these each match begins.</param>
/// <param name="Suffix">With one of these each match ends.</param>
/// <param name="Best">The most telling set of which each match contains one; null where there is none.</param>
internal sealed record LiteralKnowledge(LiteralSet? Exact, LiteralSet Prefix, LiteralSet Suffix, LiteralSet? Best)
{
    /// <summary>What is known of nothing.</summary>
    public static readonly LiteralKnowledge None = new(null, LiteralSet.Nothing, LiteralSet.Nothing, null);

    /// <summary>What is known of the empty text.</summary>
    public static readonly LiteralKnowledge EmptyText = OfExact(LiteralSet.Nothing);

    /// <summary>What is known where all matches are.</summary>
    public static LiteralKnowledge OfExact(LiteralSet exact) => new(exact, exact, exact, null);

    /// <summary>The most telling of all sets.</summary>
    public LiteralSet Telling()
    {
        var telling = Exact ?? Cheaper(Prefix, Suffix);
        return Best is null ? telling : Cheaper(telling, Best);
    }

    /// <summary>The set that is met less often.</summary>
    public static LiteralSet Cheaper(LiteralSet first, LiteralSet second) => first.Cost <= second.Cost ? first : second;
}
