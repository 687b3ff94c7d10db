using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WebPublisher.Waf.Matching;

/// <summary>
/// Searches for many literals at once, whatever the case of their ASCII letters: an Aho-Corasick automaton, made deterministic, so that a character costs one step
/// however many literals there are. Immutable; one instance serves all threads, and searching allocates nothing.
/// </summary>
public sealed class LiteralAutomaton
{
    // Texts from this length on are read at four places at once: a step waits for the memory that the step before named, and four such waits overlap.
    private const int ShortestDivided = 512;

    private readonly byte[] _classes;
    private readonly int[] _steps;
    private readonly int _firstTelling;
    private readonly int _classCount;
    private readonly int[] _toldStarts;
    private readonly int[] _toldGroups;
    private readonly int[] _toldLiterals;
    private readonly int _longest;

    internal LiteralAutomaton(byte[] classes, int classCount, int[] steps, int firstTelling, int[] toldStarts, int[] toldGroups, int[] toldLiterals, int longest, int groupCount)
    {
        _classes = classes;
        _classCount = classCount;
        _steps = steps;
        _firstTelling = firstTelling;
        _toldStarts = toldStarts;
        _toldGroups = toldGroups;
        _toldLiterals = toldLiterals;
        _longest = longest;
        GroupCount = groupCount;
    }

    /// <summary>One more than the highest group.</summary>
    public int GroupCount { get; }

    /// <summary>How many words a set of groups takes.</summary>
    public int WordCount => (GroupCount + 63) / 64;

    /// <summary>How many bytes its tables take.</summary>
    public long Size => (long)_steps.Length * sizeof(int);

    /// <summary>Builds an automaton.</summary>
    /// <param name="literals">None may be empty; none at all gives an automaton that finds nothing.</param>
    /// <exception cref="ArgumentException">A literal is empty, or the tables would exceed 2^31 entries.</exception>
    public static LiteralAutomaton Create(IReadOnlyList<GroupedLiteral> literals) => new LiteralTrie(literals).ToAutomaton();

    /// <summary>Finds which groups have a literal in the text.</summary>
    /// <param name="text">Characters of <see cref="Text.ByteText"/>.</param>
    /// <param name="groups">At least <see cref="WordCount"/> words; bits of groups that are found are set, others stay as they are.</param>
    public void Scan(ReadOnlySpan<char> text, Span<ulong> groups)
    {
        if (_longest == 0)
        {
            return;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(groups.Length, WordCount);
        if (text.Length >= ShortestDivided && text.Length / 8 >= _longest)
        {
            ScanDivided(text, groups);
        }
        else
        {
            ScanFrom(0, text, groups);
        }
    }

    /// <summary>Finds the literal that ends first; of those that end at one place the longest.</summary>
    /// <param name="text">Characters of <see cref="Text.ByteText"/>.</param>
    /// <param name="hit">What was found.</param>
    public bool TryFindFirst(ReadOnlySpan<char> text, out LiteralHit hit)
    {
        if (_longest > 0)
        {
            ref var classes = ref MemoryMarshal.GetArrayDataReference(_classes);
            ref var steps = ref MemoryMarshal.GetArrayDataReference(_steps);
            var row = 0;
            for (var i = 0; i < text.Length; i++)
            {
                row = Unsafe.Add(ref steps, row + Unsafe.Add(ref classes, (byte)text[i]));
                if (row >= _firstTelling)
                {
                    hit = new LiteralHit(_toldLiterals[_toldStarts[(row - _firstTelling) / _classCount]], i + 1);
                    return true;
                }
            }
        }

        hit = default;
        return false;
    }

    private void ScanFrom(int row, ReadOnlySpan<char> text, Span<ulong> groups)
    {
        ref var classes = ref MemoryMarshal.GetArrayDataReference(_classes);
        ref var steps = ref MemoryMarshal.GetArrayDataReference(_steps);
        var firstTelling = _firstTelling;
        foreach (var character in text)
        {
            row = Unsafe.Add(ref steps, row + Unsafe.Add(ref classes, (byte)character));
            if (row >= firstTelling)
            {
                Tell(row, groups);
            }
        }
    }

    /// <summary>Reads four quarters side by side. Each but the first begins so far before its place that no literal that crosses into it is missed.</summary>
    private void ScanDivided(ReadOnlySpan<char> text, Span<ulong> groups)
    {
        ref var classes = ref MemoryMarshal.GetArrayDataReference(_classes);
        ref var steps = ref MemoryMarshal.GetArrayDataReference(_steps);
        var firstTelling = _firstTelling;
        var overlap = _longest - 1;

        // Four readers of one length: reader k starts at k * stride, the last ends at the text's end or a few characters before it.
        var length = (text.Length + (3 * overlap)) / 4;
        var stride = length - overlap;
        ref var first = ref MemoryMarshal.GetReference(text);
        ref var second = ref Unsafe.Add(ref first, stride);
        ref var third = ref Unsafe.Add(ref second, stride);
        ref var fourth = ref Unsafe.Add(ref third, stride);
        int a = 0, b = 0, c = 0, d = 0;
        for (var i = 0; i < length; i++)
        {
            a = Unsafe.Add(ref steps, a + Unsafe.Add(ref classes, (byte)Unsafe.Add(ref first, i)));
            b = Unsafe.Add(ref steps, b + Unsafe.Add(ref classes, (byte)Unsafe.Add(ref second, i)));
            c = Unsafe.Add(ref steps, c + Unsafe.Add(ref classes, (byte)Unsafe.Add(ref third, i)));
            d = Unsafe.Add(ref steps, d + Unsafe.Add(ref classes, (byte)Unsafe.Add(ref fourth, i)));
            if (Math.Max(Math.Max(a, b), Math.Max(c, d)) >= firstTelling)
            {
                Tell(a, groups);
                Tell(b, groups);
                Tell(c, groups);
                Tell(d, groups);
            }
        }

        ScanFrom(d, text[((3 * stride) + length)..], groups);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Tell(int row, Span<ulong> groups)
    {
        if (row < _firstTelling)
        {
            return;
        }

        var state = (int)((uint)(row - _firstTelling) / (uint)_classCount);
        for (var i = _toldStarts[state]; i < _toldStarts[state + 1]; i++)
        {
            var group = _toldGroups[i];
            groups[group >> 6] |= 1UL << (group & 63);
        }
    }
}
