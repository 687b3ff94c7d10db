using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WebPublisher.Waf.Matching;

/// <summary>Literals of one byte or two, which no table of sequences tells from chance.</summary>
internal sealed class ShortestLiterals
{
    // In longer texts it pays to learn first which bytes there are at all.
    private const int LongestReadThrough = 128;
    private const int ByteCount = 256;

    private readonly (byte[] Literal, int Index)[] _all;
    private readonly (byte[] Literal, int Index)[]?[] _byFirst = new (byte[], int)[]?[ByteCount];

    /// <param name="literals">All literals of a filter; others than the shortest are left alone.</param>
    public ShortestLiterals(byte[][] literals)
    {
        _all = [.. literals.Select((literal, index) => (literal, index)).Where(entry => entry.literal.Length <= 2)];
        foreach (var group in _all.GroupBy(entry => entry.Literal[0]))
        {
            _byFirst[group.Key] = [.. group];
        }
    }

    /// <summary>Finds those that a text holds.</summary>
    /// <param name="text">Folded.</param>
    /// <param name="found">A bit for each literal of the filter.</param>
    public void Find(ReadOnlySpan<byte> text, Span<ulong> found)
    {
        if (text.Length <= LongestReadThrough)
        {
            ReadThrough(text, found);
        }
        else
        {
            Search(text, found);
        }
    }

    private void ReadThrough(ReadOnlySpan<byte> text, Span<ulong> found)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (_byFirst[text[i]] is { } literals)
            {
                foreach (var (literal, index) in literals)
                {
                    if (literal.Length == 1 || (i + 1 < text.Length && literal[1] == text[i + 1]))
                    {
                        found[index >> 6] |= 1UL << (index & 63);
                    }
                }
            }
        }
    }

    private void Search(ReadOnlySpan<byte> text, Span<ulong> found)
    {
        Span<bool> present = stackalloc bool[ByteCount];
        present.Clear();
        ref var flags = ref MemoryMarshal.GetReference(present);
        foreach (var value in text)
        {
            Unsafe.Add(ref flags, value) = true;
        }

        foreach (var (literal, index) in _all)
        {
            if (present[literal[0]] && (literal.Length == 1 || (present[literal[1]] && text.IndexOf(literal) >= 0)))
            {
                found[index >> 6] |= 1UL << (index & 63);
            }
        }
    }
}
