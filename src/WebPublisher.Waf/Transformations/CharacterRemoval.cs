using System.Buffers;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary><c>removeNulls</c> and <c>removeWhitespace</c>: certain characters are left out.</summary>
internal sealed class CharacterRemoval(string name, CharacterKinds touches, SearchValues<char> removed) : Transformation
{
    public override string Name => name;

    public override CharacterKinds Touches => touches;

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        var source = input.Span;
        var run = source.IndexOfAny(removed);
        if (run < 0)
        {
            return input;
        }

        var result = arena.Reserve(source.Length);
        var written = 0;
        for (; run >= 0; run = source.IndexOfAny(removed))
        {
            source[..run].CopyTo(result[written..]);
            written += run;
            source = source[(run + 1)..];
        }

        source.CopyTo(result[written..]);
        return arena.Commit(written + source.Length);
    }
}
