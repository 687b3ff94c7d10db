namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>What can be told of a pattern's matches.</summary>
internal static class PatternTraits
{
    /// <summary>Whether nothing in it takes backtracking.</summary>
    public static bool IsLinear(PatternNode node) => node switch
    {
        SequenceNode sequence => sequence.Items.All(IsLinear),
        AlternationNode alternation => alternation.Branches.All(IsLinear),
        RepetitionNode repetition => IsLinear(repetition.Item),
        CaptureNode capture => IsLinear(capture.Item),
        AtomicNode or LookaroundNode or BackreferenceNode => false,
        _ => true,
    };

    /// <summary>The fewest characters a match has.</summary>
    public static int MinimumLength(PatternNode node) => (int)Math.Min(Shortest(node), int.MaxValue);

    /// <summary>How many places its automaton takes, about: repetitions with numbers are written out.</summary>
    public static long Places(PatternNode node) => node switch
    {
        SequenceNode sequence => sequence.Items.Sum(Places),
        AlternationNode alternation => alternation.Branches.Sum(Places) + alternation.Branches.Count,
        RepetitionNode repetition => Math.Min(int.MaxValue, (Places(repetition.Item) + 1) * Math.Max(repetition.Maximum ?? repetition.Minimum, 1)),
        CaptureNode capture => Places(capture.Item),
        AtomicNode atomic => Places(atomic.Item),
        LookaroundNode lookaround => Places(lookaround.Item),
        _ => 1,
    };

    private static long Shortest(PatternNode node) => node switch
    {
        SetNode => 1,
        SequenceNode sequence => Math.Min(sequence.Items.Sum(Shortest), int.MaxValue),
        AlternationNode alternation => alternation.Branches.Min(Shortest),
        RepetitionNode repetition => Math.Min(repetition.Minimum * Shortest(repetition.Item), int.MaxValue),
        CaptureNode capture => Shortest(capture.Item),
        AtomicNode atomic => Shortest(atomic.Item),
        _ => 0,
    };
}
