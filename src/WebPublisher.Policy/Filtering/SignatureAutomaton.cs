using System.Buffers;
using System.Collections.Immutable;

namespace WebPublisher.Policy.Filtering;

/// <summary>
/// Finds all signatures of a set in one pass over bytes, one table look-up a byte however many there are and whatever the bytes are (Aho and Corasick, 1975).
/// Where the last bytes begin nothing, the next byte that may begin something is looked for by vector instructions. Immutable.
/// </summary>
internal sealed class SignatureAutomaton
{
    /// <summary>The state before any byte.</summary>
    public const int Beginning = 0;

    // A state is where its row of the table begins, shifted by one; the lowest bit tells that signatures end there.
    private const int Ends = 1;

    private readonly ImmutableArray<Signature> _signatures;
    private readonly SearchValues<byte> _firstBytes;
    private readonly ushort[] _columns = new ushort[byte.MaxValue + 1];
    private readonly int _width;
    private readonly int[] _table;
    private readonly int[] _firstEnd;
    private readonly int[] _nextEnd;

    /// <summary>Prepares signatures, of which there is at least one; all of them exact, or none.</summary>
    public SignatureAutomaton(ImmutableArray<Signature> signatures)
    {
        _signatures = signatures;
        _width = NumberColumns();
        _nextEnd = new int[signatures.Length];
        var children = new List<int[]> { NewRow() };
        var ends = new List<int> { -1 };
        for (var number = 0; number < signatures.Length; number++)
        {
            var state = 0;
            foreach (var octet in signatures[number].Bytes)
            {
                ref var child = ref children[state][_columns[octet]];
                if (child < 0)
                {
                    child = children.Count;
                    children.Add(NewRow());
                    ends.Add(-1);
                }

                state = children[state][_columns[octet]];
            }

            (_nextEnd[number], ends[state]) = (ends[state], number);
        }

        _firstEnd = [.. ends];
        _table = Link(children);
        _firstBytes = SearchValues.Create([.. Enumerable.Range(0, _columns.Length).Where(octet => _table[_columns[octet]] != 0).Select(octet => (byte)octet)]);
    }

    /// <summary>Goes over a piece.</summary>
    /// <param name="piece">The bytes.</param>
    /// <param name="position">How many bytes came before it.</param>
    /// <param name="state">Where the last piece ended; where this one ends.</param>
    /// <returns>The first signature found within its range, or null.</returns>
    public Signature? Scan(ReadOnlySpan<byte> piece, long position, ref int state)
    {
        var at = 0;
        while (at < piece.Length)
        {
            if (state == Beginning)
            {
                var next = piece[at..].IndexOfAny(_firstBytes);
                if (next < 0)
                {
                    return null;
                }

                at += next;
            }

            state = _table[(state >> 1) + _columns[piece[at++]]];
            if ((state & Ends) != 0 && EndingAt(state, position + at) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private Signature? EndingAt(int state, long end)
    {
        for (var number = _firstEnd[(state >> 1) / _width]; number >= 0; number = _nextEnd[number])
        {
            if (_signatures[number].IsWithin(end))
            {
                return _signatures[number];
            }
        }

        return null;
    }

    /// <summary>Gives every byte of a signature a column, the same one to both cases of a letter unless signatures are exact; all others share the first.</summary>
    private int NumberColumns()
    {
        ushort width = 1;
        foreach (var octet in _signatures.SelectMany(signature => signature.Bytes))
        {
            if (_columns[octet] == 0)
            {
                _columns[octet] = width;
                if (!_signatures[0].IsExact && char.IsAsciiLetter((char)octet))
                {
                    _columns[octet ^ 0x20] = width;
                }

                width++;
            }
        }

        return width;
    }

    private int[] NewRow()
    {
        var row = new int[_width];
        Array.Fill(row, -1);
        return row;
    }

    /// <summary>Fills in, breadth first, where each state goes by bytes that continue none of its signatures, and chains the signatures that end in each.</summary>
    private int[] Link(List<int[]> children)
    {
        var table = new int[children.Count * _width];
        var fallback = new int[children.Count];
        var queue = new Queue<int>();
        queue.Enqueue(0);
        while (queue.TryDequeue(out var state))
        {
            for (var column = 0; column < _width; column++)
            {
                var (child, otherwise) = (children[state][column], state == 0 ? 0 : Next(fallback[state], column));
                if (child < 0)
                {
                    children[state][column] = otherwise;
                    continue;
                }

                fallback[child] = otherwise;
                Inherit(child, otherwise);
                queue.Enqueue(child);
            }

            for (var column = 0; column < _width; column++)
            {
                var next = children[state][column];
                table[(state * _width) + column] = ((next * _width) << 1) | (_firstEnd[next] >= 0 ? Ends : 0);
            }
        }

        return table;

        // What a fallback does not continue is filled in already: it is shorter.
        int Next(int state, int column) => children[state][column];
    }

    /// <summary>Behind the signatures of a state come those of the longest state that is an end of it.</summary>
    private void Inherit(int state, int fallback)
    {
        if (_firstEnd[state] < 0)
        {
            _firstEnd[state] = _firstEnd[fallback];
            return;
        }

        var last = _firstEnd[state];
        while (_nextEnd[last] >= 0)
        {
            last = _nextEnd[last];
        }

        _nextEnd[last] = _firstEnd[fallback];
    }
}
