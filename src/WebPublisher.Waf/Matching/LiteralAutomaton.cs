using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WebPublisher.Waf.Matching;

/// <summary>
/// Searches for many literals at once, whatever the case of their ASCII letters: an Aho-Corasick automaton, made deterministic, so that a character costs one step
/// however many literals there are. Immutable; one instance serves all threads, and searching allocates nothing.
/// </summary>
public sealed class LiteralAutomaton
{
    private readonly byte[] _classes;
    private readonly int[] _steps;
    private readonly int _firstTelling;
    private readonly int _classCount;
    private readonly int[] _told;
    private readonly bool _isEmpty;

    internal LiteralAutomaton(byte[] classes, int classCount, int[] steps, int firstTelling, int[] told)
    {
        _classes = classes;
        _classCount = classCount;
        _steps = steps;
        _firstTelling = firstTelling;
        _told = told;
        _isEmpty = told.Length == 0;
    }

    /// <summary>Builds an automaton.</summary>
    /// <param name="literals">One character for each byte, in the alphabet of <see cref="Text.ByteText"/>. None may be empty; none at all gives an automaton that finds nothing.</param>
    /// <exception cref="ArgumentException">A literal is empty, or the tables would exceed 2^31 entries.</exception>
    public static LiteralAutomaton Create(IReadOnlyList<string> literals) => new LiteralTrie(literals).ToAutomaton();

    /// <summary>Finds the literal that ends first; of those that end at one place the longest.</summary>
    /// <param name="text">Characters of <see cref="Text.ByteText"/>.</param>
    /// <param name="hit">What was found.</param>
    public bool TryFindFirst(ReadOnlySpan<char> text, out LiteralHit hit)
    {
        if (!_isEmpty)
        {
            ref var classes = ref MemoryMarshal.GetArrayDataReference(_classes);
            ref var steps = ref MemoryMarshal.GetArrayDataReference(_steps);
            var row = 0;
            for (var i = 0; i < text.Length; i++)
            {
                row = Unsafe.Add(ref steps, row + Unsafe.Add(ref classes, (byte)text[i]));
                if (row >= _firstTelling)
                {
                    hit = new LiteralHit(_told[(row - _firstTelling) / _classCount], i + 1);
                    return true;
                }
            }
        }

        hit = default;
        return false;
    }
}
