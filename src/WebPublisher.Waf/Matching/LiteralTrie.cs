namespace WebPublisher.Waf.Matching;

/// <summary>The tree of all beginnings of literals, from which a <see cref="LiteralAutomaton"/> is made.</summary>
internal sealed class LiteralTrie
{
    private readonly byte[] _classes = new byte[256];
    private readonly int _classCount = 1;
    private readonly List<int> _children = [];
    private readonly List<List<int>?> _ends = [];
    private readonly IReadOnlyList<GroupedLiteral> _literals;
    private readonly int _longest;
    private readonly int _groupCount;

    public LiteralTrie(IReadOnlyList<GroupedLiteral> literals)
    {
        _literals = literals;
        foreach (var (literal, group) in literals)
        {
            ArgumentException.ThrowIfNullOrEmpty(literal);
            ArgumentOutOfRangeException.ThrowIfNegative(group);
            _longest = Math.Max(_longest, literal.Length);
            _groupCount = Math.Max(_groupCount, group + 1);
            foreach (var character in literal)
            {
                ref var known = ref _classes[Fold(character)];
                if (known == 0)
                {
                    // At most 230 classes: 256 bytes less 26 capital letters.
                    known = (byte)_classCount++;
                }
            }
        }

        for (var capital = 'A'; capital <= 'Z'; capital++)
        {
            _classes[capital] = _classes[capital | 0x20];
        }

        AddState();
        for (var i = 0; i < literals.Count; i++)
        {
            Add(literals[i].Literal, i);
        }
    }

    public LiteralAutomaton ToAutomaton()
    {
        // Breadth first, so that the states texts mostly are in lie close together; a state's fallback is shorter than it and so complete before it.
        var order = new int[_ends.Count];
        var fallbacks = new int[_ends.Count];
        var steps = _children.ToArray();
        var count = 1;
        for (var i = 0; i < count; i++)
        {
            var state = order[i];
            for (var letter = 1; letter < _classCount; letter++)
            {
                ref var step = ref steps[(state * _classCount) + letter];
                var fallback = state == 0 ? 0 : steps[(fallbacks[state] * _classCount) + letter];
                if (step == 0)
                {
                    step = fallback;
                    continue;
                }

                order[count++] = step;
                fallbacks[step] = fallback;
                if (_ends[fallback] is { } told)
                {
                    (_ends[step] ??= []).AddRange(told);
                }
            }
        }

        return Number(order, steps);
    }

    /// <summary>Gives states that tell of a literal the highest numbers: to find out whether a state does takes a comparison.</summary>
    private LiteralAutomaton Number(int[] order, int[] steps)
    {
        var silent = order.Where(state => _ends[state] is null).ToArray();
        var telling = order.Where(state => _ends[state] is not null).ToArray();
        var rows = new int[order.Length];
        for (var i = 0; i < silent.Length; i++)
        {
            rows[silent[i]] = i * _classCount;
        }

        for (var i = 0; i < telling.Length; i++)
        {
            rows[telling[i]] = (silent.Length + i) * _classCount;
        }

        var numbered = new int[steps.Length];
        for (var state = 0; state < order.Length; state++)
        {
            for (var letter = 0; letter < _classCount; letter++)
            {
                numbered[rows[state] + letter] = rows[steps[(state * _classCount) + letter]];
            }
        }

        var starts = new int[telling.Length + 1];
        var groups = new List<int>();
        var literals = new List<int>();
        for (var i = 0; i < telling.Length; i++)
        {
            // A literal that only repeats a group already told of would be told for nothing.
            foreach (var literal in _ends[telling[i]]!.DistinctBy(literal => _literals[literal].Group))
            {
                literals.Add(literal);
                groups.Add(_literals[literal].Group);
            }

            starts[i + 1] = groups.Count;
        }

        return new LiteralAutomaton(_classes, _classCount, numbered, silent.Length * _classCount, starts, [.. groups], [.. literals], _longest, _groupCount);
    }

    private void Add(string literal, int index)
    {
        var state = 0;
        foreach (var character in literal)
        {
            var place = (state * _classCount) + _classes[Fold(character)];
            if (_children[place] == 0)
            {
                _children[place] = AddState();
            }

            state = _children[place];
        }

        (_ends[state] ??= []).Add(index);
    }

    private int AddState()
    {
        if (_children.Count > Array.MaxLength - _classCount)
        {
            throw new ArgumentException("The literals take more than 2^31 table entries.");
        }

        _ends.Add(null);
        _children.AddRange(Enumerable.Repeat(0, _classCount));
        return _ends.Count - 1;
    }

    private static byte Fold(char character) => character is >= 'A' and <= 'Z' ? (byte)(character | 0x20) : (byte)character;
}
