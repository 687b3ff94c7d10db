namespace WebPublisher.Waf.Matching.Automata;

/// <summary>
/// The states of a <see cref="LazyAutomaton"/> that were met, and the steps between them that were taken. States are only added; when there are too many, a new table begins and
/// whoever still reads this one may go on doing so.
/// </summary>
internal sealed class AutomatonTable
{
    private readonly int _width;
    private readonly Dictionary<AutomatonState, int> _rows = [];
    private readonly List<AutomatonState> _states = [];
    private int[] _steps;

    /// <summary>A table with the states in which nothing of a match was met, one for each <see cref="TextBefore"/>, in that order.</summary>
    /// <param name="width">How many entries a row has.</param>
    public AutomatonTable(int width)
    {
        _width = width;
        _steps = new int[width * 8];
        foreach (var before in Enum.GetValues<TextBefore>())
        {
            RowOf(new AutomatonState([], before));
        }
    }

    /// <summary>For each row and class the row that follows; 0 where that is not known yet. Read without a lock: what is read is either 0 or stays true.</summary>
    public int[] Steps => Volatile.Read(ref _steps);

    /// <summary>How many entries and places it holds.</summary>
    public int Size { get; private set; }

    /// <summary>The state of a row; under the automaton's lock.</summary>
    public AutomatonState State(int row) => _states[(row / _width) - 1];

    /// <summary>The row of a state, which is added where it is new; under the automaton's lock. Rows begin at one width, as 0 stands for what is not known.</summary>
    public int RowOf(AutomatonState state)
    {
        if (_rows.TryGetValue(state, out var row))
        {
            return row;
        }

        _states.Add(state);
        row = _states.Count * _width;
        _rows.Add(state, row);
        Size += _width + state.Places.Length;
        if (row + _width > _steps.Length)
        {
            var larger = new int[_steps.Length * 2];
            _steps.CopyTo(larger, 0);
            Volatile.Write(ref _steps, larger);
        }

        return row;
    }

    /// <summary>Notes a step; under the automaton's lock.</summary>
    public void Note(int row, int stepClass, int next) => _steps[row + stepClass] = next;
}
