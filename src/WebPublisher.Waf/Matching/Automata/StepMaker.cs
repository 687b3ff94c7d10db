namespace WebPublisher.Waf.Matching.Automata;

/// <summary>Finds out where a pattern may be in after one more character. Not thread safe.</summary>
internal sealed class StepMaker
{
    private readonly StepProgram _program;
    private readonly int[] _seenNow;
    private readonly int[] _seenNext;
    private readonly List<int> _pending = [];
    private readonly List<int> _next = [];
    private readonly StartStep?[] _startSteps;
    private int _round;
    private bool _isAccepted;
    private bool _acceptsNext;

    public StepMaker(StepProgram program)
    {
        _program = program;
        _seenNow = new int[program.Operations.Length];
        _seenNext = new int[program.Operations.Length];
        _startSteps = new StartStep?[Enum.GetValues<TextBefore>().Length * (program.ClassCount + 1)];
        _round++;
        Reach(program.Start);
        IsAnchored = !_acceptsNext && _next.TrueForAll(place => program.Operations[place] == Operation.AtStart);
    }

    /// <summary>Whether a match begins only where the text does.</summary>
    public bool IsAnchored { get; }

    /// <summary>What a character of a class is for the place behind it.</summary>
    public TextBefore Before(int stepClass) =>
        stepClass == _program.LineFeedClass ? TextBefore.LineFeed : _program.TellsWords is { } words && words[stepClass] ? TextBefore.Word : TextBefore.Other;

    /// <summary>Whether a match can begin with a character of a class, not at the beginning of the text.</summary>
    public bool MayBegin(int stepClass)
    {
        var work = 0;
        return new[] { TextBefore.Other, TextBefore.Word, TextBefore.LineFeed }.Any(before => Start(before, stepClass, ref work) is { Places.Length: > 0 } or { IsAccepted: true });
    }

    /// <summary>Takes a step.</summary>
    /// <param name="state">Where it may be in.</param>
    /// <param name="stepClass">The class of the character, or of the end.</param>
    /// <param name="stopsAtMatch">Whether a match that this character completes is accepted at once.</param>
    /// <param name="isAccepted">Whether a match was complete before the character, or with <paramref name="stopsAtMatch"/> behind it.</param>
    /// <param name="work">Grows by the places visited.</param>
    /// <returns>Where it may be in then; null behind the end.</returns>
    public AutomatonState? Step(AutomatonState state, int stepClass, bool stopsAtMatch, out bool isAccepted, ref int work)
    {
        var start = Start(state.Before, stepClass, ref work);
        Begin();
        foreach (var place in state.Places)
        {
            Visit(place, state.Before, stepClass, ref work);
        }

        foreach (var place in start.Places)
        {
            if (_seenNext[place] != _round)
            {
                _seenNext[place] = _round;
                _next.Add(place);
            }
        }

        isAccepted = _isAccepted || start.IsAccepted || (stopsAtMatch && (_acceptsNext || start.AcceptsNext));
        work += _next.Count + 1;
        if (stepClass == _program.EndClass)
        {
            return null;
        }

        var places = _next.ToArray();
        Array.Sort(places);
        return new AutomatonState(places, Before(stepClass));
    }

    /// <summary>What a match that begins here makes of a character: the same each time, and for patterns with many branches most of the work.</summary>
    private StartStep Start(TextBefore before, int stepClass, ref int work)
    {
        ref var step = ref _startSteps[((int)before * (_program.ClassCount + 1)) + stepClass];
        if (step is null)
        {
            Begin();
            Visit(_program.Start, before, stepClass, ref work);
            step = new StartStep([.. _next], _isAccepted, _acceptsNext);
        }

        return step;
    }

    private void Begin()
    {
        _round++;
        _next.Clear();
        _isAccepted = false;
        _acceptsNext = false;
    }

    /// <summary>Goes on from a place as far as nothing is taken, and over the character from there.</summary>
    private void Visit(int place, TextBefore before, int stepClass, ref int work)
    {
        _pending.Add(place);
        while (_pending.Count > 0)
        {
            place = _pending[^1];
            _pending.RemoveAt(_pending.Count - 1);
            if (_seenNow[place] == _round)
            {
                continue;
            }

            _seenNow[place] = _round;
            work++;
            switch (_program.Operations[place])
            {
                case Operation.Accept:
                    _isAccepted = true;
                    break;
                case Operation.Take:
                    if (stepClass < _program.ClassCount && _program.Members[(_program.Other[place] * _program.ClassCount) + stepClass])
                    {
                        work += Reach(_program.Next[place]);
                    }

                    break;
                case Operation.Split:
                    _pending.Add(_program.Other[place]);
                    _pending.Add(_program.Next[place]);
                    break;
                default:
                    if (IsHere(_program.Operations[place], before, stepClass))
                    {
                        _pending.Add(_program.Next[place]);
                    }

                    break;
            }
        }
    }

    private bool IsHere(Operation operation, TextBefore before, int stepClass) => operation switch
    {
        Operation.AtStart => before == TextBefore.Nothing,
        Operation.AtEnd => stepClass == _program.EndClass,
        Operation.AtLineStart => before == TextBefore.Nothing || (before == TextBefore.LineFeed && stepClass != _program.EndClass),
        Operation.AtLineStartBackwards => stepClass == _program.EndClass || (stepClass == _program.LineFeedClass && before != TextBefore.Nothing),
        Operation.AtLineEndBackwards => before is TextBefore.Nothing or TextBefore.LineFeed,
        Operation.AtLineEnd => stepClass == _program.EndClass || stepClass == _program.LineFeedClass,
        Operation.AtWordBoundary => (before == TextBefore.Word) != _program.TellsWords![stepClass],
        Operation.AtNoWordBoundary => (before == TextBefore.Word) == _program.TellsWords![stepClass],
        _ => true,
    };

    /// <summary>Notes the places behind a character, as far as nothing is asked of the place and nothing is taken.</summary>
    private int Reach(int place)
    {
        var work = 0;
        var bottom = _pending.Count;
        _pending.Add(place);
        while (_pending.Count > bottom)
        {
            place = _pending[^1];
            _pending.RemoveAt(_pending.Count - 1);
            if (_seenNext[place] == _round)
            {
                continue;
            }

            _seenNext[place] = _round;
            work++;
            switch (_program.Operations[place])
            {
                case Operation.Split:
                    _pending.Add(_program.Other[place]);
                    _pending.Add(_program.Next[place]);
                    break;
                case Operation.Accept:
                    _acceptsNext = true;
                    _next.Add(place);
                    break;
                default:
                    _next.Add(place);
                    break;
            }
        }

        return work;
    }

    /// <summary>What a beginning match makes of a character.</summary>
    /// <param name="Places">Where it may be in then.</param>
    /// <param name="IsAccepted">Whether it was complete before the character.</param>
    /// <param name="AcceptsNext">Whether it is complete behind it.</param>
    private sealed record StartStep(int[] Places, bool IsAccepted, bool AcceptsNext);
}
