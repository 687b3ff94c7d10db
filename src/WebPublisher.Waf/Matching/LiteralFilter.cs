using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace WebPublisher.Waf.Matching;

/// <summary>
/// Finds out which of many literals a text holds, whatever the case of their ASCII letters. Of each literal it looks for the few bytes in a row that texts have least often,
/// by tables small enough for the processor's nearest cache, and compares the literal only where they are. An automaton for the thousands of literals of a rule set takes
/// 15 MB, and waits for memory at every character. Immutable; one instance serves all threads, and searching allocates nothing.
/// </summary>
public sealed class LiteralFilter
{
    // Literals of eight bytes or more are looked for by eight of them, shorter ones by five, those of three or four by three.
    private const int MiddleGram = 5;
    private const int ShortestGram = 3;
    private const int LongWordBits = 12;
    private const int MiddleWordBits = 11;
    private const int ShortWordBits = 10;

    // What is read beyond the text's ends: bytes around a sequence, eight sequences at once.
    private const int Margin = 16;
    private const int LongestOnStack = 512;
    private const int MostWordsOnStack = 256;

    private readonly byte[][] _literals;
    private readonly int[][] _groups;
    private readonly GramTable _long;
    private readonly GramTable _middle;
    private readonly GramTable _short;
    private readonly ShortestLiterals _shortest;

    private LiteralFilter(byte[][] literals, int[][] groups, int groupCount)
    {
        _literals = literals;
        _groups = groups;
        WordCount = (groupCount + 63) / 64;
        _long = new GramTable(LongWordBits, GramTable.LongestGram, Entries(GramTable.LongestGram, int.MaxValue));
        _middle = new GramTable(MiddleWordBits, MiddleGram, Entries(MiddleGram, GramTable.LongestGram - 1));
        _short = new GramTable(ShortWordBits, ShortestGram, Entries(ShortestGram, MiddleGram - 1));
        _shortest = new ShortestLiterals(literals);
        IEnumerable<GramEntry> Entries(int gram, int longest) => Enumerable.Range(0, literals.Length)
            .Where(i => literals[i].Length >= gram && literals[i].Length <= longest)
            .Select(i => GramEntry.Of(literals[i], gram, i));
    }

    /// <summary>How many words a set of groups takes.</summary>
    public int WordCount { get; }

    /// <summary>Builds a filter.</summary>
    /// <param name="literals">None may be empty; none at all gives a filter that finds nothing.</param>
    /// <exception cref="ArgumentException">A literal is empty.</exception>
    public static LiteralFilter Create(IReadOnlyList<GroupedLiteral> literals)
    {
        var distinct = new Dictionary<string, SortedSet<int>>(StringComparer.Ordinal);
        var groupCount = 0;
        foreach (var (literal, group) in literals)
        {
            ArgumentException.ThrowIfNullOrEmpty(literal);
            ArgumentOutOfRangeException.ThrowIfNegative(group);
            var folded = string.Create(literal.Length, literal, static (span, text) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = (char)FoldedBytes.Of(text[i]);
                }
            });
            if (!distinct.TryGetValue(folded, out var groups))
            {
                distinct[folded] = groups = [];
            }

            groups.Add(group);
            groupCount = Math.Max(groupCount, group + 1);
        }

        return new LiteralFilter([.. distinct.Keys.Select(key => key.Select(c => (byte)c).ToArray())], [.. distinct.Values.Select(set => set.ToArray())], groupCount);
    }

    /// <summary>Finds which groups have a literal in the text.</summary>
    /// <param name="text">Characters of <see cref="Text.ByteText"/>.</param>
    /// <param name="groups">At least <see cref="WordCount"/> words; bits of groups that are found are set, others stay as they are.</param>
    [SkipLocalsInit]
    public void Scan(ReadOnlySpan<char> text, Span<ulong> groups)
    {
        if (_literals.Length == 0 || text.IsEmpty)
        {
            return;
        }

        var needed = Margin + text.Length + Margin;
        var rented = needed > LongestOnStack ? ArrayPool<byte>.Shared.Rent(needed) : null;
        var room = rented is null ? stackalloc byte[LongestOnStack] : rented;
        var bytes = room.Slice(Margin, text.Length);
        FoldedBytes.Write(text, bytes);
        room[..Margin].Clear();
        room.Slice(Margin + text.Length, Margin).Clear();

        // A bit for each literal.
        var words = (_literals.Length + 63) / 64;
        var rentedWords = words > MostWordsOnStack ? ArrayPool<ulong>.Shared.Rent(words) : null;
        var found = (rentedWords is null ? stackalloc ulong[MostWordsOnStack] : rentedWords)[..words];
        found.Clear();
        _shortest.Find(bytes, found);
        Find(bytes, found);
        Tell(found, groups);
        if (rentedWords is not null)
        {
            ArrayPool<ulong>.Shared.Return(rentedWords);
        }

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Find(ReadOnlySpan<byte> text, Span<ulong> found)
    {
        ref var first = ref MemoryMarshal.GetReference(text);
        for (var start = 0; start < text.Length; start += Vector256<uint>.Count)
        {
            ref var eight = ref Unsafe.Add(ref first, start);
            var (ofLong, ofMiddle, ofShort) = (_long.Test(ref eight), _middle.Test(ref eight), _short.Test(ref eight));
            if ((ofLong | ofMiddle | ofShort) != 0)
            {
                Compare(text, start, ofLong, _long, found);
                Compare(text, start, ofMiddle, _middle, found);
                Compare(text, start, ofShort, _short, found);
            }
        }
    }

    private void Compare(ReadOnlySpan<byte> text, int start, uint places, GramTable table, Span<ulong> found)
    {
        ref var first = ref MemoryMarshal.GetReference(text);
        for (; places != 0; places &= places - 1)
        {
            var place = start + BitOperations.TrailingZeroCount(places);
            foreach (ref readonly var entry in table.Of(GramTable.Window(ref Unsafe.Add(ref first, place))))
            {
                var window = GramTable.Window(ref Unsafe.Add(ref first, place - entry.Before));
                var index = entry.Literal;
                if ((window & entry.Mask) != entry.Window || (found[index >> 6] >> (index & 63) & 1) != 0)
                {
                    continue;
                }

                var begin = place - entry.Offset;
                if (begin >= 0 && begin <= text.Length && text[begin..].StartsWith(_literals[index]))
                {
                    found[index >> 6] |= 1UL << (index & 63);
                }
            }
        }
    }

    private void Tell(ReadOnlySpan<ulong> found, Span<ulong> groups)
    {
        for (var word = 0; word < found.Length; word++)
        {
            for (var bits = found[word]; bits != 0; bits &= bits - 1)
            {
                foreach (var group in _groups[(word * 64) + BitOperations.TrailingZeroCount(bits)])
                {
                    groups[group >> 6] |= 1UL << (group & 63);
                }
            }
        }
    }
}
