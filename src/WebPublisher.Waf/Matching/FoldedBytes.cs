using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WebPublisher.Waf.Matching;

/// <summary>Texts as bytes with the letters of ASCII small.</summary>
internal static class FoldedBytes
{
    private const byte CaseBit = 0x20;
    private const byte LetterCount = 26;

    /// <summary>Folds characters of <see cref="Text.ByteText"/>.</summary>
    /// <param name="text">The characters.</param>
    /// <param name="bytes">At least as long.</param>
    public static void Write(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        var source = MemoryMarshal.Cast<char, ushort>(text);
        var first = new Vector<byte>((byte)'A');
        var count = new Vector<byte>(LetterCount);
        var bit = new Vector<byte>(CaseBit);
        var i = 0;
        for (; i <= source.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            // Narrowing drops what marks bytes from 0x80 on.
            var narrow = Vector.Narrow(new Vector<ushort>(source[i..]), new Vector<ushort>(source[(i + Vector<ushort>.Count)..]));
            (narrow | (Vector.LessThan(narrow - first, count) & bit)).CopyTo(bytes[i..]);
        }

        for (; i < source.Length; i++)
        {
            bytes[i] = Of(text[i]);
        }
    }

    /// <summary>The folded byte of a character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Of(char character)
    {
        var value = (byte)character;
        return value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | CaseBit) : value;
    }
}
