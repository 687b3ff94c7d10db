using WebPublisher.Waf.Matching.Patterns;

namespace WebPublisher.Waf.Tests.Matching;

/// <summary>Makes texts that a pattern matches, or nearly: anchors and lookarounds are left to luck.</summary>
internal sealed class PatternSampler(Random random)
{
    private readonly List<byte> _text = [];

    public byte[] Sample(PatternNode tree)
    {
        _text.Clear();
        Noise();
        Add(tree);
        Noise();
        for (var change = random.Next(4); change == 0 && _text.Count > 0; change = random.Next(2))
        {
            _text[random.Next(_text.Count)] = (byte)random.Next(256);
        }

        return [.. _text];
    }

    private void Add(PatternNode node)
    {
        switch (node)
        {
            case SetNode { Set.IsEmpty: false } set:
                // Printable characters where there are any: a dot is rather a letter than a control character.
                var values = set.Set.Values().ToArray();
                var printable = Array.FindAll(values, value => value is >= 0x20 and < 0x7F);
                _text.Add(random.GetItems(printable.Length > 0 && random.Next(10) > 0 ? printable : values, 1)[0]);
                break;
            case SequenceNode sequence:
                foreach (var item in sequence.Items)
                {
                    Add(item);
                }

                break;
            case AlternationNode alternation:
                Add(alternation.Branches[random.Next(alternation.Branches.Count)]);
                break;
            case RepetitionNode repetition:
                var most = Math.Min(repetition.Maximum ?? int.MaxValue, repetition.Minimum + 3);
                for (var i = random.Next(repetition.Minimum, most + 1); i > 0 && _text.Count < 4000; i--)
                {
                    Add(repetition.Item);
                }

                break;
            case CaptureNode capture:
                Add(capture.Item);
                break;
            case AtomicNode atomic:
                Add(atomic.Item);
                break;
            case LookaroundNode { IsNegative: false } lookaround:
                Add(lookaround.Item);
                break;
        }
    }

    private void Noise()
    {
        if (random.Next(2) == 0)
        {
            _text.AddRange(random.GetItems(" a'=<;-0\n\r(ä"u8.ToArray(), random.Next(4)));
        }
    }
}
