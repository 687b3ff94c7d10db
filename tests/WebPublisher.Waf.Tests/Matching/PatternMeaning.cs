using WebPublisher.Waf.Matching.Patterns;

namespace WebPublisher.Waf.Tests.Matching;

/// <summary>What a pattern matches, by its definition and however slowly: for each place all places where a match that begins there may end.</summary>
internal static class PatternMeaning
{
    public static int FirstMatch(PatternNode tree, string text)
    {
        for (var start = 0; start <= text.Length; start++)
        {
            if (Ends(tree, text, [start]).Count > 0)
            {
                return start;
            }
        }

        return -1;
    }

    private static HashSet<int> Ends(PatternNode node, string text, HashSet<int> starts)
    {
        switch (node)
        {
            case SetNode set:
                return [.. starts.Where(place => place < text.Length && set.Set.Contains((byte)text[place])).Select(place => place + 1)];
            case SequenceNode sequence:
                return sequence.Items.Aggregate(starts, (places, item) => Ends(item, text, places));
            case AlternationNode alternation:
                return [.. alternation.Branches.SelectMany(branch => Ends(branch, text, starts))];
            case CaptureNode capture:
                return Ends(capture.Item, text, starts);
            case AnchorNode anchor:
                return [.. starts.Where(place => IsAt(anchor.Kind, text, place))];
            case RepetitionNode repetition:
                var places = starts;
                for (var i = 0; i < repetition.Minimum; i++)
                {
                    places = Ends(repetition.Item, text, places);
                }

                var all = new HashSet<int>(places);
                for (var i = repetition.Minimum; i < (repetition.Maximum ?? repetition.Minimum + text.Length + 1); i++)
                {
                    places = Ends(repetition.Item, text, places);
                    all.UnionWith(places);
                }

                return all;
            default:
                throw new NotSupportedException();
        }
    }

    private static bool IsAt(AnchorKind kind, string text, int place) => kind switch
    {
        AnchorKind.Start => place == 0,
        AnchorKind.End => place == text.Length,
        AnchorKind.WordBoundary => IsWord(text, place - 1) != IsWord(text, place),
        AnchorKind.NoWordBoundary => IsWord(text, place - 1) == IsWord(text, place),
        _ => throw new NotSupportedException(),
    };

    private static bool IsWord(string text, int place) => place >= 0 && place < text.Length && (char.IsAsciiLetterOrDigit(text[place]) || text[place] == '_');
}
