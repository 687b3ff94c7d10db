namespace WebPublisher.Mail.Messages.Phrases;

/// <summary>
/// Finds all phrases of a set in one pass. A state takes twenty octets; the states near the beginning, where text spends its time, have a row of a table each, as far as
/// <see cref="MostCells"/> allows, and the others are followed by their edges. Immutable.
/// </summary>
internal sealed class PhraseAutomaton
{
    // 4 MB: rows for all states of a thousand phrases of usual length, and for the first characters of any number.
    private const int MostCells = 1 << 20;

    // A place in the table or, with this bit, a state without a row; shifted by one, so that the lowest bit tells whether phrases end there.
    private const int WithoutRow = int.MinValue;
    private const int Ends = 1;

    private readonly PhraseTrie _trie;
    private readonly ushort[] _columns;
    private readonly int _width;
    private readonly int _endColumn;
    private readonly int _rows;
    private readonly int[] _table;
    private readonly int[] _firstEnd;
    private readonly int[] _nextEnd;
    private readonly FoldedPhrase[] _phrases;
    private readonly int[] _indexes;

    private PhraseAutomaton(FoldedPhrase[] sorted)
    {
        _phrases = sorted;
        _indexes = [.. sorted.Select(phrase => phrase.Index)];
        LongestPhrase = sorted.Max(phrase => phrase.Text.Length);
        var ends = new int[sorted.Length];
        _trie = PhraseTrie.Of([.. sorted.Select(phrase => phrase.Text)], ends);
        (_firstEnd, _nextEnd) = FindEnds(_trie, ends);
        _columns = new ushort[char.MaxValue + 1];
        _endColumn = NumberColumns(_trie, _columns);
        _width = _endColumn + 1;
        _rows = Math.Min(_trie.Count, Math.Max(1, MostCells / _width));
        _table = new int[_rows * _width];
        FillTable();
    }

    /// <summary>Characters of the longest phrase.</summary>
    public int LongestPhrase { get; }

    /// <summary>Prepares phrases, of which there is at least one.</summary>
    public static PhraseAutomaton Of(IEnumerable<FoldedPhrase> phrases) => new([.. phrases.OrderBy(phrase => phrase.Text, StringComparer.Ordinal)]);

    /// <summary>Where a text begins.</summary>
    public static int Beginning => 0;

    /// <summary>Goes over a piece of text.</summary>
    /// <param name="text">What is known of the text: the piece, before it at least <see cref="LongestPhrase"/> characters or all there are, and one character behind it.</param>
    /// <param name="from">Where the piece begins; before it is a character.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="state">Where the last piece ended.</param>
    /// <param name="place">What the text is, noted in <paramref name="found"/>.</param>
    /// <param name="found">For each phrase of the set, where it has been found.</param>
    /// <returns>Where this piece ends.</returns>
    public int Scan(ReadOnlySpan<char> text, int from, int to, int state, TextPlaces place, Span<TextPlaces> found)
    {
        // The next state waits for a look into the table; two halves of a text wait together. Where the second begins does not matter: a state depends on no more characters
        // than the longest phrase has.
        var half = (to - from) / 2;
        if (half <= 4 * LongestPhrase)
        {
            return ScanOne(text, from, to, state, place, found);
        }

        var other = ScanOne(text, from + half - LongestPhrase, from + half, Beginning, place, found);
        var (columns, table) = (_columns, _table);
        var first = text.Slice(from, half);
        var second = text.Slice(from + half, half);
        for (var at = 0; at < first.Length; at++)
        {
            int column = columns[first[at]], otherColumn = columns[second[at]];
            state = state >= 0 ? table[(state >> 1) + column] : Follow(state, first[at], column);
            other = other >= 0 ? table[(other >> 1) + otherColumn] : Follow(other, second[at], otherColumn);
            if (((state | other) & Ends) != 0)
            {
                Note(text, from + at, state, place, found);
                Note(text, from + half + at, other, place, found);
            }
        }

        return ScanOne(text, from + (2 * half), to, other, place, found);
    }

    private int ScanOne(ReadOnlySpan<char> text, int from, int to, int state, TextPlaces place, Span<TextPlaces> found)
    {
        for (var at = from; at < to; at++)
        {
            var column = _columns[text[at]];
            state = state >= 0 ? _table[(state >> 1) + column] : Follow(state, text[at], column);
            Note(text, at, state, place, found);
        }

        return state;
    }

    private void Note(ReadOnlySpan<char> text, int at, int state, TextPlaces place, Span<TextPlaces> found)
    {
        if ((state & Ends) == 0)
        {
            return;
        }

        for (var end = state >= 0 ? _table[(state >> 1) + _endColumn] : _firstEnd[(state & ~WithoutRow) >> 1]; end >= 0; end = _nextEnd[end])
        {
            ref var places = ref found[_indexes[end]];
            if ((places & place) != TextPlaces.None)
            {
                continue;
            }

            ref readonly var phrase = ref _phrases[end];
            if ((phrase.Places & place) != TextPlaces.None && (phrase.Mode == PhraseMode.Phrase || IsWhole(text, at, phrase.Text)))
            {
                places |= place;
            }
        }
    }

    private static bool IsWhole(ReadOnlySpan<char> text, int last, string phrase)
        => !(FoldedPhrase.IsOfWord(phrase[0]) && FoldedPhrase.IsOfWord(text[last - phrase.Length])) && !(FoldedPhrase.IsOfWord(phrase[^1]) && FoldedPhrase.IsOfWord(text[last + 1]));

    private int Code(int state)
        => (state < _rows ? (state * _width) << 1 : WithoutRow | (state << 1)) | (_firstEnd[state] >= 0 ? Ends : 0);

    /// <summary>The next state from one without a row: by an edge of it or of the longest state that is an end of it.</summary>
    private int Follow(int coded, char character, int column)
    {
        var state = (coded & ~WithoutRow) >> 1;
        while (state >= _rows)
        {
            var child = _trie.Child(state, character);
            if (child != 0)
            {
                return Code(child);
            }

            state = _trie.Fallback[state];
        }

        return _table[(state * _width) + column];
    }

    private void FillTable()
    {
        for (var state = 0; state < _rows; state++)
        {
            // What a state does not know, the state that is an end of it may; that one is shorter, and its row is filled.
            var row = _table.AsSpan(state * _width, _width);
            if (state > 0)
            {
                _table.AsSpan(_trie.Fallback[state] * _width, _width).CopyTo(row);
            }

            row[_endColumn] = _firstEnd[state];
            for (var child = _trie.FirstChild[state]; child < _trie.FirstChild[state + 1]; child++)
            {
                row[_columns[_trie.Character[child]]] = Code(child);
            }
        }
    }

    /// <summary>Gives every character of a phrase a column; all others have the first.</summary>
    private static int NumberColumns(PhraseTrie trie, ushort[] columns)
    {
        ushort width = 1;
        for (var state = 1; state < trie.Count; state++)
        {
            ref var column = ref columns[trie.Character[state]];
            if (column == 0)
            {
                column = width++;
            }
        }

        return width;
    }

    /// <summary>Chains, for each state, the phrases that end there: its own, then those of the states that are ends of it.</summary>
    private static (int[] First, int[] Next) FindEnds(PhraseTrie trie, int[] ends)
    {
        var (first, next) = (new int[trie.Count], new int[ends.Length]);
        Array.Fill(first, -1);
        for (var phrase = ends.Length - 1; phrase >= 0; phrase--)
        {
            next[phrase] = first[ends[phrase]];
            first[ends[phrase]] = phrase;
        }

        // Fallbacks are shorter and thus done; a chain of its own ends in the chain of the fallback.
        for (var state = 1; state < trie.Count; state++)
        {
            var inherited = first[trie.Fallback[state]];
            if (first[state] < 0)
            {
                first[state] = inherited;
                continue;
            }

            var last = first[state];
            while (next[last] >= 0)
            {
                last = next[last];
            }

            next[last] = inherited;
        }

        return (first, next);
    }
}
