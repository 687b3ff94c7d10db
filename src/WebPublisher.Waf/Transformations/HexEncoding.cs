using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary><c>hexEncode</c>: two small digits for every byte.</summary>
internal sealed class HexEncoding : Transformation
{
    internal const string Digits = "0123456789abcdef";

    public override string Name => "hexEncode";

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        var source = input.Span;
        var result = arena.Reserve(2 * source.Length);
        for (var i = 0; i < source.Length; i++)
        {
            var value = ByteText.ToByte(source[i]);
            result[2 * i] = Digits[value >> 4];
            result[(2 * i) + 1] = Digits[value & 0x0F];
        }

        return arena.Commit(2 * source.Length);
    }
}
