using System.Buffers;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary>A decoding that looks at nothing but what follows certain characters; all between them is copied. No decoding lengthens.</summary>
internal abstract class EscapeDecoding(string name, CharacterKinds touches, SearchValues<char> escapes) : Transformation
{
    public sealed override string Name => name;

    public sealed override CharacterKinds Touches => touches;

    public sealed override ByteText Apply(ByteText input, TextArena arena)
    {
        var source = input.Span;
        var run = source.IndexOfAny(escapes);
        if (run < 0)
        {
            return input;
        }

        var result = arena.Reserve(source.Length);
        var read = 0;
        var written = 0;
        var isChanged = false;
        for (; run >= 0; run = source[read..].IndexOfAny(escapes))
        {
            source.Slice(read, run).CopyTo(result[written..]);
            read += run;
            written += run;
            isChanged |= Decode(source, ref read, result, ref written);
        }

        if (!isChanged)
        {
            return input;
        }

        source[read..].CopyTo(result[written..]);
        return arena.Commit(written + source.Length - read);
    }

    /// <summary>Decodes one escape and moves both places on.</summary>
    /// <param name="source">The whole value.</param>
    /// <param name="read">Where the escape character stands; afterwards what comes next, at least one further.</param>
    /// <param name="result">Where to write; never more than was read.</param>
    /// <param name="written">Where in it.</param>
    /// <returns>Whether what was written differs from what was read.</returns>
    protected abstract bool Decode(ReadOnlySpan<char> source, ref int read, Span<char> result, ref int written);

    /// <summary>Copies what only looks like an escape.</summary>
    /// <returns>False, for <see cref="Decode"/> to return.</returns>
    protected static bool Copy(ReadOnlySpan<char> source, ref int read, Span<char> result, ref int written, int length)
    {
        source.Slice(read, length).CopyTo(result[written..]);
        read += length;
        written += length;
        return false;
    }

    /// <summary>Writes what an escape stands for.</summary>
    /// <returns>True, for <see cref="Decode"/> to return.</returns>
    protected static bool Put(byte value, Span<char> result, ref int written, ref int read, int length)
    {
        result[written++] = ByteText.FromByte(value);
        read += length;
        return true;
    }
}
