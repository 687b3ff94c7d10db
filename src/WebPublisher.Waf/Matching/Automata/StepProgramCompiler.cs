using WebPublisher.Waf.Matching.Patterns;

namespace WebPublisher.Waf.Matching.Automata;

/// <summary>Makes a <see cref="StepProgram"/> of a pattern, by Thompson's construction; repetitions with numbers are written out.</summary>
internal sealed class StepProgramCompiler
{
    private readonly List<Operation> _operations = [];
    private readonly List<int> _next = [];
    private readonly List<int> _other = [];
    private readonly List<ByteSet> _sets = [];
    private readonly Dictionary<ByteSet, int> _setNumbers = [];
    private readonly bool _isReversed;
    private readonly int _highestGroup;
    private bool _tellsWords;
    private bool _tellsLines;

    private StepProgramCompiler(bool isReversed, int highestGroup)
    {
        _isReversed = isReversed;
        _highestGroup = highestGroup;
    }

    /// <summary>Whether a pattern can be an automaton: nothing in it takes backtracking, and <c>\Z</c> stands only where the pattern ends.</summary>
    public static bool CanCompile(PatternNode tree) => PatternTraits.IsLinear(tree) && EndsLinesOnlyLast(tree, isLast: true);

    /// <summary>Makes a program.</summary>
    /// <param name="tree">A pattern for which <see cref="CanCompile"/> holds.</param>
    /// <param name="isReversed">Whether texts are read backwards, from their ends.</param>
    public static StepProgram Compile(PatternNode tree, bool isReversed) => Compile(tree, new StepProgramCompiler(isReversed, -1));

    /// <summary>Makes a program that notes at <c>2n</c> where group n begins and at <c>2n + 1</c> where it ends.</summary>
    /// <param name="tree">A pattern in which nothing takes backtracking.</param>
    /// <param name="highestGroup">Groups with higher numbers are noted as this one.</param>
    public static StepProgram CompileGroups(PatternNode tree, int highestGroup) => Compile(tree, new StepProgramCompiler(isReversed: false, highestGroup));

    private static StepProgram Compile(PatternNode tree, StepProgramCompiler compiler)
    {
        var accept = compiler.Add(Operation.Accept, 0, 0);
        return compiler.Finish(compiler.Compile(tree, accept));
    }

    private static bool EndsLinesOnlyLast(PatternNode node, bool isLast) => node switch
    {
        AnchorNode { Kind: AnchorKind.EndOrLastLineFeed } => isLast,
        SequenceNode sequence => sequence.Items.Select((item, i) => EndsLinesOnlyLast(item, isLast && i == sequence.Items.Count - 1)).All(holds => holds),
        AlternationNode alternation => alternation.Branches.All(branch => EndsLinesOnlyLast(branch, isLast)),
        RepetitionNode repetition => EndsLinesOnlyLast(repetition.Item, isLast && repetition.Maximum == 1),
        CaptureNode capture => EndsLinesOnlyLast(capture.Item, isLast),
        _ => true,
    };

    /// <summary>Writes what a node takes in front of where it goes on, and returns where that begins.</summary>
    private int Compile(PatternNode node, int next)
    {
        switch (node)
        {
            case SetNode set:
                return Add(Operation.Take, next, SetNumber(set.Set));
            case SequenceNode sequence:
                // Written from behind: read backwards, what comes last is read first.
                for (var i = 0; i < sequence.Items.Count; i++)
                {
                    next = Compile(sequence.Items[_isReversed ? i : sequence.Items.Count - 1 - i], next);
                }

                return next;
            case AlternationNode alternation:
                var start = Compile(alternation.Branches[^1], next);
                for (var i = alternation.Branches.Count - 2; i >= 0; i--)
                {
                    start = Add(Operation.Split, Compile(alternation.Branches[i], next), start);
                }

                return start;
            case RepetitionNode repetition:
                return CompileRepetition(repetition, next);
            case CaptureNode capture when _highestGroup < 0:
                return Compile(capture.Item, next);
            case CaptureNode capture:
                var slot = 2 * Math.Min(capture.Number, _highestGroup);
                return Add(Operation.Note, Compile(capture.Item, Add(Operation.Note, next, slot + 1)), slot);
            case AnchorNode anchor:
                return CompileAnchor(anchor.Kind, next);
            default:
                throw new InvalidOperationException("The pattern takes backtracking.");
        }
    }

    private int CompileRepetition(RepetitionNode repetition, int next)
    {
        if (repetition.Maximum is { } maximum)
        {
            var end = next;
            for (var i = repetition.Minimum; i < maximum; i++)
            {
                next = Choice(Compile(repetition.Item, next), end, repetition.IsLazy);
            }
        }
        else
        {
            // The last repetition that has to be is the loop itself: written out, x+ within x+ would double with each level.
            var loop = Choice(0, next, repetition.IsLazy);
            var body = Compile(repetition.Item, loop);
            (repetition.IsLazy ? _other : _next)[loop] = body;
            next = repetition.Minimum == 0 ? loop : body;
        }

        var written = repetition.Maximum is null ? Math.Max(repetition.Minimum - 1, 0) : repetition.Minimum;
        for (var i = 0; i < written; i++)
        {
            next = Compile(repetition.Item, next);
        }

        return next;
    }

    private int Choice(int again, int onward, bool isLazy) => isLazy ? Add(Operation.Split, onward, again) : Add(Operation.Split, again, onward);

    private int CompileAnchor(AnchorKind kind, int next)
    {
        switch (kind)
        {
            case AnchorKind.Start:
                return Add(_isReversed ? Operation.AtEnd : Operation.AtStart, next, 0);
            case AnchorKind.End:
                return Add(_isReversed ? Operation.AtStart : Operation.AtEnd, next, 0);
            case AnchorKind.EndOrLastLineFeed when _highestGroup >= 0:
                return Add(Operation.AtEndOrLastLineFeed, next, 0);
            case AnchorKind.EndOrLastLineFeed:
                // Nothing else follows, so that the line feed may as well be taken.
                return Compile(new SequenceNode([new RepetitionNode(new SetNode(ByteSet.NewLine), 0, 1, false), new AnchorNode(AnchorKind.End)]), next);
            case AnchorKind.LineStart:
                _tellsLines = true;
                return Add(_isReversed ? Operation.AtLineStartBackwards : Operation.AtLineStart, next, 0);
            case AnchorKind.LineEnd:
                _tellsLines = true;
                return Add(_isReversed ? Operation.AtLineEndBackwards : Operation.AtLineEnd, next, 0);
            default:
                _tellsWords = true;
                return Add(kind == AnchorKind.WordBoundary ? Operation.AtWordBoundary : Operation.AtNoWordBoundary, next, 0);
        }
    }

    private int Add(Operation operation, int next, int other)
    {
        _operations.Add(operation);
        _next.Add(next);
        _other.Add(other);
        return _operations.Count - 1;
    }

    private int SetNumber(ByteSet set)
    {
        if (!_setNumbers.TryGetValue(set, out var number))
        {
            number = _sets.Count;
            _sets.Add(set);
            _setNumbers.Add(set, number);
        }

        return number;
    }

    private StepProgram Finish(int start)
    {
        var distinct = new List<ByteSet>(_sets);
        if (_tellsWords)
        {
            distinct.Add(ByteSet.Word);
        }

        if (_tellsLines)
        {
            distinct.Add(ByteSet.NewLine);
        }

        // Every set divides the classes there are so far into those within it and those without.
        var classes = new int[256];
        var count = 1;
        var divided = new Dictionary<(int Class, bool IsWithin), int>();
        foreach (var set in distinct)
        {
            divided.Clear();
            for (var value = 0; value < 256; value++)
            {
                var key = (classes[value], set.Contains(value));
                if (!divided.TryGetValue(key, out var number))
                {
                    number = divided.Count;
                    divided.Add(key, number);
                }

                classes[value] = number;
            }

            count = divided.Count;
        }

        var members = new bool[_sets.Count * count];
        var words = _tellsWords ? new bool[count + 1] : null;
        for (var value = 0; value < 256; value++)
        {
            for (var i = 0; i < _sets.Count; i++)
            {
                members[(i * count) + classes[value]] |= _sets[i].Contains(value);
            }

            if (words is not null)
            {
                words[classes[value]] |= ByteSet.Word.Contains(value);
            }
        }

        return new StepProgram(
            [.. classes.Select(number => (byte)number)], count, [.. _operations], [.. _next], [.. _other], members, start, words, _tellsLines ? classes['\n'] : -1);
    }
}
