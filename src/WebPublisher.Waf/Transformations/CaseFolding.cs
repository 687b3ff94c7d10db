using System.Numerics;
using System.Runtime.InteropServices;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary><c>lowercase</c> and <c>uppercase</c>, the letters of ASCII only.</summary>
internal sealed class CaseFolding : Transformation
{
    private const ushort CaseBit = 0x20;
    private const ushort LetterCount = 26;
    private readonly char _first;

    private CaseFolding(string name, char first)
    {
        Name = name;
        _first = first;
    }

    public static CaseFolding Lower { get; } = new("lowercase", 'A');

    /// <summary>Known to libmodsecurity3 only.</summary>
    public static CaseFolding Upper { get; } = new("uppercase", 'a');

    public override string Name { get; }

    public override CharacterKinds Touches => _first == 'A' ? CharacterKinds.Capital : CharacterKinds.Any;

    public override bool ChangesCaseOnly => true;

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        var source = input.Span;
        var first = source.IndexOfAnyInRange(_first, (char)(_first + LetterCount - 1));
        if (first < 0)
        {
            return input;
        }

        var result = arena.Reserve(source.Length);
        source[..first].CopyTo(result);
        Fold(MemoryMarshal.Cast<char, ushort>(source[first..]), MemoryMarshal.Cast<char, ushort>(result[first..]));
        return arena.Commit(source.Length);
    }

    private void Fold(ReadOnlySpan<ushort> source, Span<ushort> result)
    {
        var start = new Vector<ushort>(_first);
        var count = new Vector<ushort>(LetterCount);
        var bit = new Vector<ushort>(CaseBit);
        var i = 0;
        for (; i <= source.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            var characters = new Vector<ushort>(source[i..]);
            var isLetter = Vector.LessThan(characters - start, count);
            (characters ^ (isLetter & bit)).CopyTo(result[i..]);
        }

        for (; i < source.Length; i++)
        {
            result[i] = (ushort)(source[i] - _first) < LetterCount ? (ushort)(source[i] ^ CaseBit) : source[i];
        }
    }
}
