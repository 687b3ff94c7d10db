namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>
/// Finds literals of which every match of a pattern contains one. For each part it is known, where they are few, what all its matches are, and what they begin and end with.
/// </summary>
internal static class LiteralExtraction
{
    /// <summary>Literals met more often than this, per character, do not spare enough work to be looked for.</summary>
    private const double HighestCost = 0.06;

    /// <summary>So many strings of one part are told apart while they are put together.</summary>
    private const int MostExact = 512;

    /// <summary>So many members a class may have to be told apart.</summary>
    private const int MostMembers = 12;

    /// <summary>The most telling literals of a pattern, or null.</summary>
    public static IReadOnlyList<string>? Extract(PatternNode tree)
    {
        var telling = Of(tree).Telling();
        return telling.Cost > HighestCost ? null : telling.Essential();
    }

    private static LiteralKnowledge Of(PatternNode node)
    {
        switch (node)
        {
            case SetNode set:
                return LiteralSet.OfBytes(set.Set, MostMembers) is { } members ? LiteralKnowledge.OfExact(members) : LiteralKnowledge.None;
            case SequenceNode sequence:
                return sequence.Items.Select(Of).Aggregate(LiteralKnowledge.EmptyText, Then);
            case AlternationNode alternation:
                return Either([.. alternation.Branches.Select(Of)]);
            case RepetitionNode repetition:
                return Repeated(repetition);
            case CaptureNode capture:
                return Of(capture.Item);
            case AtomicNode atomic:
                return Of(atomic.Item);

            // It takes no characters, but what stands ahead or behind has to be there.
            case LookaroundNode { IsNegative: false } lookaround:
                return LiteralKnowledge.EmptyText with { Best = Of(lookaround.Item).Telling() };
            case LookaroundNode or AnchorNode:
                return LiteralKnowledge.EmptyText;
            default:
                return LiteralKnowledge.None;
        }
    }

    private static LiteralKnowledge Then(LiteralKnowledge first, LiteralKnowledge second)
    {
        if (first.Exact is { IsLong: false } && second.Exact is { } && first.Exact.Then(second.Exact, MostExact) is { } exact)
        {
            return new LiteralKnowledge(exact, exact.Beginnings(), exact.Ends(), Cheapest(first.Best, second.Best));
        }

        var prefix = first.Exact is { IsLong: false } ? first.Exact.Then(second.Prefix, MostExact)?.Beginnings() ?? first.Exact : first.Prefix;
        var suffix = second.Exact is { IsLong: false } ? first.Suffix.Then(second.Exact, MostExact)?.Ends() ?? second.Exact : second.Suffix;
        var joint = first.Suffix.Then(second.Prefix, MostExact);
        return new LiteralKnowledge(null, prefix, suffix, Cheapest(joint, Cheapest(first.Telling(), second.Telling())));
    }

    private static LiteralKnowledge Either(IReadOnlyList<LiteralKnowledge> branches)
    {
        if (branches.All(branch => branch is { Exact: { }, Best: null }) && LiteralSet.Union([.. branches.Select(branch => branch.Exact!)]) is { } exact)
        {
            return LiteralKnowledge.OfExact(exact) with { Prefix = exact.Beginnings(), Suffix = exact.Ends() };
        }

        return new LiteralKnowledge(
            null,
            LiteralSet.Union([.. branches.Select(branch => branch.Prefix)]) ?? LiteralSet.Nothing,
            LiteralSet.Union([.. branches.Select(branch => branch.Suffix)]) ?? LiteralSet.Nothing,
            LiteralSet.Union([.. branches.Select(branch => branch.Telling())]) ?? LiteralSet.Nothing);
    }

    private static LiteralKnowledge Repeated(RepetitionNode repetition)
    {
        if (repetition.Maximum == 0)
        {
            return LiteralKnowledge.EmptyText;
        }

        var item = Of(repetition.Item);
        if (repetition.Minimum == 0)
        {
            return repetition.Maximum == 1 && item.Exact is { } once && item.Best is null
                ? Either([LiteralKnowledge.EmptyText, LiteralKnowledge.OfExact(once)])
                : LiteralKnowledge.None;
        }

        // The first and the last ones by themselves; those between may be more.
        var few = Math.Min(repetition.Minimum, LiteralSet.LongestLiteral);
        var whole = LiteralKnowledge.EmptyText;
        for (var i = 0; i < few; i++)
        {
            whole = Then(whole, item);
        }

        return repetition.Maximum == few ? whole : new LiteralKnowledge(null, whole.Prefix.Beginnings(), whole.Suffix.Ends(), whole.Telling());
    }

    private static LiteralSet? Cheapest(LiteralSet? first, LiteralSet? second) => first is null ? second : second is null ? first : LiteralKnowledge.Cheaper(first, second);
}
