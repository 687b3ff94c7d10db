namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>Makes of a pattern one that takes no backtracking and matches whatever it matches, and more: what that one refuses needs no backtracking.</summary>
internal static class LinearApproximation
{
    private static readonly PatternNode Anything = new RepetitionNode(new SetNode(ByteSet.All), 0, null, IsLazy: false);

    /// <summary>Leaves out what is asked of the surroundings, and lets a backreference be anything.</summary>
    public static PatternNode Of(PatternNode node) => node switch
    {
        SequenceNode sequence => new SequenceNode([.. sequence.Items.Select(Of)]),
        AlternationNode alternation => new AlternationNode([.. alternation.Branches.Select(Of)]),
        RepetitionNode repetition => repetition with { Item = Of(repetition.Item) },
        CaptureNode capture => Of(capture.Item),
        AtomicNode atomic => Of(atomic.Item),
        LookaroundNode => PatternNode.Empty,
        BackreferenceNode => Anything,

        // It may stand before more of the pattern here, which an automaton does not know of.
        AnchorNode { Kind: AnchorKind.EndOrLastLineFeed } => PatternNode.Empty,
        _ => node,
    };
}
