namespace WebPublisher.Waf.Matching;

/// <summary>The tree of all beginnings of literals, from which a <see cref="LiteralAutomaton"/> is made.</summary>
internal sealed class LiteralTrie
{
    private readonly byte[] _classes = new byte[256];
    private readonly int _classCount = 1;
    private readonly List<int> _children = [];

    // The longest literal that ends in a state, -1 where none does.
    private readonly List<int> _ends = [];

    public LiteralTrie(IReadOnlyList<string> literals)
    {
        foreach (var literal in literals)
        {
            ArgumentException.ThrowIfNullOrEmpty(literal);
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
            Add(literals[i], i);
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
                if (_ends[step] < 0)
                {
                    _ends[step] = _ends[fallback];
                }
            }
        }

        return Number(order, steps);
    }

    /// <summary>Gives states that tell of a literal the highest numbers: to find out whether a state does takes a comparison.</summary>
    private LiteralAutomaton Number(int[] order, int[] steps)
    {
        var silent = order.Where(state => _ends[state] < 0).ToArray();
        var telling = order.Where(state => _ends[state] >= 0).ToArray();
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

        return new LiteralAutomaton(_classes, _classCount, numbered, silent.Length * _classCount, [.. telling.Select(state => _ends[state])]);
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

        _ends[state] = _ends[state] < 0 ? index : _ends[state];
    }

    private int AddState()
    {
        if (_children.Count > Array.MaxLength - _classCount)
        {
            throw new ArgumentException("The literals take more than 2^31 table entries.");
        }

        _ends.Add(-1);
        _children.AddRange(Enumerable.Repeat(0, _classCount));
        return _ends.Count - 1;
    }

    private static byte Fold(char character) => character is >= 'A' and <= 'Z' ? (byte)(character | 0x20) : (byte)character;
}
