using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using WebPublisher.Waf.Matching.Patterns;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Matching.Automata;

/// <summary>
/// A deterministic automaton that is made as texts need it: each step that was taken once costs one look into a table from then on. Where the places a pattern may be in are
/// many and ever different, making steps is what costs, and is limited. Thread safe: steps are made under a lock and taken without one.
/// </summary>
internal sealed class LazyAutomaton
{
    /// <summary>A table with more entries and places than this is given up for a new one.</summary>
    public const int LargestTable = 256 * 1024;

    /// <summary>So many places may be visited to make steps for one text; at some nanoseconds each, a few ten milliseconds.</summary>
    public const int MostWork = 4_000_000;

    // What stands in the table instead of a row.
    private const int Matched = -1;
    private const int Dead = -2;
    private const int DeadAccepted = -3;
    private const int GaveUp = -4;

    // Beside a row, when read backwards: before this step, a match was complete.
    private const int Accepted = 1 << 30;

    // Skipping to the next byte a match can begin with pays if no more of all bytes are such. A skip costs about as much as so many steps, and in texts in which skips
    // have lost so many steps there are no more of them.
    private const double CommonBeginning = 0.2;
    private const int SkipCost = 12;
    private const int LargestLoss = 400;

    // So many characters beyond ASCII are searched for by vectors; of more they are looked up in tables, more slowly than steps are taken.
    private const int FewBeginnings = 5;

    private readonly StepProgram _program;
    private readonly bool _stopsAtMatch;
    private readonly byte[] _classes;
    private readonly int _width;
    private readonly int _lastRest;
    private readonly bool _isAnchored;
    private readonly SearchValues<char>? _beginnings;
    private readonly Lock _gate = new();
    private readonly StepMaker _maker;
    private AutomatonTable _table;

    /// <summary>Takes a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="stopsAtMatch">Whether only whether there is a match is asked, not where the last one is complete.</param>
    public LazyAutomaton(StepProgram program, bool stopsAtMatch)
    {
        _program = program;
        _stopsAtMatch = stopsAtMatch;
        _classes = program.Classes;
        _width = program.ClassCount + 1;
        _lastRest = _width * Enum.GetValues<TextBefore>().Length;
        _maker = new StepMaker(program);
        _table = new AutomatonTable(_width);
        _isAnchored = _maker.IsAnchored;
        _beginnings = stopsAtMatch && !_isAnchored ? Beginnings() : null;
    }

    /// <summary>Whether a match is complete somewhere from a place on.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where reading begins; the character before is seen.</param>
    /// <param name="end">Where it became certain: at the end of the shortest match, or one character behind.</param>
    /// <param name="gaveUp">Whether it took too much.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool IsMatch(ReadOnlySpan<char> text, int start, out int end, out bool gaveUp)
    {
        gaveUp = false;
        var work = 0;
        var gained = 0;
        var table = Volatile.Read(ref _table);
        ref var steps = ref MemoryMarshal.GetArrayDataReference(table.Steps);
        ref var classes = ref MemoryMarshal.GetArrayDataReference(_classes);
        var beginnings = _beginnings;
        var special = beginnings is null ? 0 : _lastRest;
        var row = start == 0 ? RestRow(TextBefore.Nothing) : RestRow(Before(text[start - 1]));
        for (var i = start; i < text.Length; i++)
        {
            var stepClass = (int)Unsafe.Add(ref classes, (byte)text[i]);
            var next = Unsafe.Add(ref steps, row + stepClass);
            if (next <= special)
            {
                if (next == 0)
                {
                    next = MakeStep(ref table, row, stepClass, ref work);
                    steps = ref MemoryMarshal.GetArrayDataReference(table.Steps);
                }

                if (next < 0)
                {
                    end = i;
                    gaveUp = next == GaveUp;
                    return next == Matched;
                }

                if (next <= special)
                {
                    // Nothing of a match was met: on to the next character one can begin with.
                    var skipped = text[(i + 1)..].IndexOfAny(beginnings!);
                    i = skipped < 0 ? text.Length - 1 : i + skipped;
                    next = RestRow(Before(text[i]));
                    gained += skipped - SkipCost;
                    special = gained < -LargestLoss ? 0 : special;
                }
            }

            row = next;
        }

        end = text.Length;
        var last = table.Steps[row + _program.EndClass];
        last = last == 0 ? MakeStep(ref table, row, _program.EndClass, ref work) : last;
        gaveUp = last == GaveUp;
        return last == Matched;
    }

    /// <summary>Of a program that reads backwards: the first place from a start on where a match begins; -1 for none, or where it took too much.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">What stands before is only seen.</param>
    public int FindStart(ReadOnlySpan<char> text, int start)
    {
        var work = 0;
        var found = -1;
        var table = Volatile.Read(ref _table);
        var row = RestRow(TextBefore.Nothing);
        for (var i = text.Length; i >= start; i--)
        {
            var stepClass = i == 0 ? _program.EndClass : _classes[(byte)text[i - 1]];
            var next = table.Steps[row + stepClass];
            if (next == 0)
            {
                next = MakeStep(ref table, row, stepClass, ref work);
            }

            if (next < 0)
            {
                return next == DeadAccepted ? i : found;
            }

            if ((next & Accepted) != 0)
            {
                found = i;
            }

            row = next & ~Accepted;
        }

        return found;
    }

    private int RestRow(TextBefore before) => ((int)before + 1) * _width;

    private TextBefore Before(char character) => _maker.Before(_classes[(byte)character]);

    private SearchValues<char>? Beginnings()
    {
        var beginnings = new List<char>();
        var share = 0.0;
        for (var value = 0; value < 256; value++)
        {
            if (_maker.MayBegin(_classes[value]))
            {
                beginnings.Add(ByteText.FromByte((byte)value));
                share += LetterFrequency.Of(char.ToLowerInvariant(ByteText.FromByte((byte)value)).ToString());
            }
        }

        var isQuick = beginnings.Count <= FewBeginnings || beginnings.TrueForAll(char.IsAscii);
        return share <= CommonBeginning && isQuick && !_maker.MayBegin(_program.EndClass) ? SearchValues.Create([.. beginnings]) : null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int MakeStep(ref AutomatonTable table, int row, int stepClass, ref int work)
    {
        if (work > MostWork)
        {
            return GaveUp;
        }

        lock (_gate)
        {
            var state = table.State(row);
            var made = _maker.Step(state, stepClass, _stopsAtMatch, out var isAccepted, ref work);
            int next;
            if (isAccepted && _stopsAtMatch)
            {
                next = Matched;
            }
            else if (made is null || stepClass == _program.EndClass || (_isAnchored && made.Places.Length == 0))
            {
                next = isAccepted ? DeadAccepted : Dead;
            }
            else
            {
                return Follow(ref table, row, stepClass, made, isAccepted);
            }

            table.Note(row, stepClass, next);
            return next;
        }
    }

    /// <summary>Enters a state into the table in force, and the step to it where it begins in the same one.</summary>
    private int Follow(ref AutomatonTable table, int row, int stepClass, AutomatonState made, bool isAccepted)
    {
        if (_table.Size > LargestTable)
        {
            Volatile.Write(ref _table, new AutomatonTable(_width));
        }

        var next = _table.RowOf(made) | (isAccepted ? Accepted : 0);
        if (ReferenceEquals(table, _table))
        {
            table.Note(row, stepClass, next);
        }

        table = _table;
        return next;
    }
}
