namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>What a part of a pattern may begin with.</summary>
/// <param name="Set">The bytes its first character may be.</param>
/// <param name="MayBeEmpty">Whether it may match without a character, so that what follows it comes next.</param>
/// <param name="Asserts">Whether it may ask something of the place before it takes a character.</param>
internal readonly record struct NextBytes(ByteSet Set, bool MayBeEmpty, bool Asserts)
{
    /// <summary>What may come next where nothing follows.</summary>
    public static readonly NextBytes Nothing = new(ByteSet.None, MayBeEmpty: true, Asserts: false);

    /// <summary>This, and where it may be empty, what follows.</summary>
    public NextBytes Then(NextBytes following) =>
        MayBeEmpty ? new NextBytes(Set | following.Set, following.MayBeEmpty, Asserts | following.Asserts) : this;

    /// <summary>What a part may begin with.</summary>
    public static NextBytes Of(PatternNode node)
    {
        switch (node)
        {
            case SetNode set:
                return new NextBytes(set.Set, MayBeEmpty: false, Asserts: false);
            case SequenceNode sequence:
                return Of(sequence.Items, 0);
            case AlternationNode alternation:
                var all = new NextBytes(ByteSet.None, MayBeEmpty: false, Asserts: false);
                foreach (var branch in alternation.Branches)
                {
                    var next = Of(branch);
                    all = new NextBytes(all.Set | next.Set, all.MayBeEmpty | next.MayBeEmpty, all.Asserts | next.Asserts);
                }

                return all;
            case RepetitionNode repetition:
                var item = Of(repetition.Item);
                return item with { MayBeEmpty = item.MayBeEmpty || repetition.Minimum == 0 };
            case CaptureNode capture:
                return Of(capture.Item);
            case AtomicNode atomic:
                return Of(atomic.Item);

            // Nothing comes behind the end, and before a line's end comes a line feed.
            case AnchorNode { Kind: AnchorKind.End }:
                return new NextBytes(ByteSet.None, MayBeEmpty: false, Asserts: false);
            case AnchorNode { Kind: AnchorKind.EndOrLastLineFeed or AnchorKind.LineEnd }:
                return new NextBytes(ByteSet.NewLine, MayBeEmpty: false, Asserts: false);
            default:
                return new NextBytes(ByteSet.All, MayBeEmpty: true, Asserts: true);
        }
    }

    /// <summary>What the items of a sequence from one on may begin with.</summary>
    public static NextBytes Of(IReadOnlyList<PatternNode> items, int from)
    {
        var next = Nothing;
        for (var i = from; i < items.Count && next.MayBeEmpty; i++)
        {
            next = next.Then(Of(items[i]));
        }

        return next;
    }
}
