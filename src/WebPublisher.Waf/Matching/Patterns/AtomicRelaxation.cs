namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>
/// Takes away atomic groups (and with them possessive quantifiers) where they change nothing, so that the pattern can be matched in linear time. That is so where the group
/// has but one way to match, and for a repeated set of characters where nothing that may follow begins with one of them: a repetition that gave a character back would
/// leave that character for what follows, which cannot take it; and what needs no character would have been content before.
/// </summary>
internal static class AtomicRelaxation
{
    /// <summary>Takes away what can be.</summary>
    public static PatternNode Relax(PatternNode tree) => Relax(tree, NextBytes.Nothing);

    private static PatternNode Relax(PatternNode node, NextBytes following)
    {
        switch (node)
        {
            case SequenceNode sequence:
                var items = new PatternNode[sequence.Items.Count];
                for (var i = 0; i < items.Length; i++)
                {
                    var next = sequence.Items[i] is AtomicNode { Item: RepetitionNode { Item: SetNode } } ? BehindLoops(sequence.Items, i + 1) : i + 1;
                    items[i] = Relax(sequence.Items[i], NextBytes.Of(sequence.Items, next).Then(following));
                }

                return new SequenceNode(items);
            case AlternationNode alternation:
                return new AlternationNode([.. alternation.Branches.Select(branch => Relax(branch, following))]);
            case RepetitionNode repetition:
                var again = repetition.Maximum == 1 ? following : (NextBytes.Of(repetition.Item) with { MayBeEmpty = true }).Then(following);
                return repetition with { Item = Relax(repetition.Item, again) };
            case CaptureNode capture:
                return capture with { Item = Relax(capture.Item, following) };
            case LookaroundNode { IsBehind: false } lookahead:
                return lookahead with { Item = Relax(lookahead.Item, NextBytes.Nothing) };
            case AtomicNode atomic:
                return MayLose(atomic.Item, following) ? Relax(atomic.Item, following) : atomic with { Item = Relax(atomic.Item, following) };
            default:
                return node;
        }
    }

    /// <summary>
    /// Behind sets that are repeated from zero times on without end. What such a loop takes of the characters given back it takes up to where they ended, as nothing behind it
    /// takes one of them; and there it could as well have begun.
    /// </summary>
    private static int BehindLoops(IReadOnlyList<PatternNode> items, int from)
    {
        while (from < items.Count && items[from] is RepetitionNode { Item: SetNode, Minimum: 0, Maximum: null })
        {
            from++;
        }

        return from;
    }

    private static bool MayLose(PatternNode item, NextBytes following) =>
        HasOneWay(item)
        || (item is RepetitionNode { Item: SetNode repeated, IsLazy: false } && !following.Asserts && (repeated.Set & following.Set).IsEmpty);

    private static bool HasOneWay(PatternNode node) => node switch
    {
        SetNode or AnchorNode => true,
        SequenceNode sequence => sequence.Items.All(HasOneWay),
        CaptureNode capture => HasOneWay(capture.Item),
        RepetitionNode repetition => repetition.Maximum == repetition.Minimum && HasOneWay(repetition.Item),
        _ => false,
    };
}
