using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary><c>base64Decode</c>: up to the first character that is not of the alphabet; a lone last character gives nothing.</summary>
internal sealed class Base64Decoding : Transformation
{
    public override string Name => "base64Decode";

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        var source = input.Span;
        if (source.IsEmpty)
        {
            return input;
        }

        var result = arena.Reserve(source.Length);
        var written = 0;
        var bits = 0;
        for (var i = 0; i < source.Length && Base64Alphabet.Value(source[i]) is var value and >= 0; i++)
        {
            bits = (bits << 6) | value;
            if (i % 4 != 0)
            {
                result[written++] = ByteText.FromByte((byte)(bits >> (6 - (2 * (i % 4)))));
            }
        }

        return arena.Commit(written);
    }
}
