using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary><c>hexDecode</c>: two characters become one byte, digits or not; a lone last one is dropped.</summary>
internal sealed class HexDecoding : Transformation
{
    public override string Name => "hexDecode";

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        var source = input.Span;
        var length = source.Length / 2;
        var result = arena.Reserve(length);
        for (var i = 0; i < length; i++)
        {
            result[i] = ByteText.FromByte(HexDigits.Byte(source[2 * i], source[(2 * i) + 1]));
        }

        return arena.Commit(length);
    }
}
