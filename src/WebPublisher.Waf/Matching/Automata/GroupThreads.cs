namespace WebPublisher.Waf.Matching.Automata;

/// <summary>The ways to match that a <see cref="GroupFinder"/> follows. Not thread safe.</summary>
internal sealed class GroupThreads(StepProgram program, int slotCount)
{
    /// <summary>So many places are visited for one match, at most.</summary>
    private const int MostWork = 4_000_000;

    private readonly int[] _seen = new int[program.Operations.Length];
    private readonly int[] _slots = new int[slotCount];
    private readonly List<Pending> _pending = [];
    private List<int> _now = [];
    private List<int> _nowSlots = [];
    private List<int> _next = [];
    private List<int> _nextSlots = [];
    private int _round;

    /// <summary>Follows all ways from a place of the text on.</summary>
    public int Run(ReadOnlySpan<char> text, int start, Span<int> slots)
    {
        slots.Fill(-1);
        _next.Clear();
        _nextSlots.Clear();
        _slots.AsSpan().Fill(-1);
        var work = 0;
        var end = -1;
        _round++;
        Reach(program.Start, text, start, ref work);
        for (var i = start; _next.Count > 0 && work <= MostWork; i++)
        {
            (_now, _next) = (_next, _now);
            (_nowSlots, _nextSlots) = (_nextSlots, _nowSlots);
            _next.Clear();
            _nextSlots.Clear();
            _round++;
            for (var thread = 0; thread < _now.Count; thread++)
            {
                var place = _now[thread];
                var noted = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_nowSlots).Slice(thread * slotCount, slotCount);
                if (program.Operations[place] == Operation.Accept)
                {
                    // What is less preferred is of no interest any more; what is more preferred goes on.
                    noted.CopyTo(slots);
                    end = i;
                    break;
                }

                if (i < text.Length && program.Members[(program.Other[place] * program.ClassCount) + program.Classes[(byte)text[i]]])
                {
                    noted.CopyTo(_slots);
                    Reach(program.Next[place], text, i + 1, ref work);
                }
            }
        }

        return work > MostWork ? -1 : end;
    }

    /// <summary>Goes on from a place as far as no character is taken, the preferred way first.</summary>
    private void Reach(int place, ReadOnlySpan<char> text, int position, ref int work)
    {
        _pending.Add(new Pending(place, -1, 0));
        while (_pending.Count > 0)
        {
            var pending = _pending[^1];
            _pending.RemoveAt(_pending.Count - 1);
            if (pending.Slot >= 0)
            {
                _slots[pending.Slot] = pending.Noted;
                continue;
            }

            place = pending.Place;
            if (_seen[place] == _round)
            {
                continue;
            }

            _seen[place] = _round;
            work++;
            switch (program.Operations[place])
            {
                case Operation.Accept or Operation.Take:
                    _next.Add(place);
                    _nextSlots.AddRange(_slots);
                    break;
                case Operation.Split:
                    _pending.Add(new Pending(program.Other[place], -1, 0));
                    _pending.Add(new Pending(program.Next[place], -1, 0));
                    break;
                case Operation.Note:
                    var slot = program.Other[place];
                    _pending.Add(new Pending(0, slot, _slots[slot]));
                    _slots[slot] = position;
                    _pending.Add(new Pending(program.Next[place], -1, 0));
                    break;
                default:
                    if (IsHere(program.Operations[place], text, position))
                    {
                        _pending.Add(new Pending(program.Next[place], -1, 0));
                    }

                    break;
            }
        }
    }

    private static bool IsHere(Operation operation, ReadOnlySpan<char> text, int position)
    {
        var isStart = position == 0;
        var isEnd = position == text.Length;
        return operation switch
        {
            Operation.AtStart => isStart,
            Operation.AtEnd => isEnd,
            Operation.AtLineStart => isStart || (text[position - 1] == '\n' && !isEnd),
            Operation.AtLineEnd => isEnd || text[position] == '\n',
            Operation.AtEndOrLastLineFeed => isEnd || (position == text.Length - 1 && text[position] == '\n'),
            Operation.AtWordBoundary => IsWord(text, position - 1) != IsWord(text, position),
            _ => IsWord(text, position - 1) == IsWord(text, position),
        };
    }

    private static bool IsWord(ReadOnlySpan<char> text, int place) =>
        (uint)place < (uint)text.Length && (char.IsAsciiLetterOrDigit(text[place]) || text[place] == '_');

    /// <summary>A place to go on from, or a slot to give back what was noted in it.</summary>
    private readonly record struct Pending(int Place, int Slot, int Noted);
}
