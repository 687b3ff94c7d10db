using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary>
/// <c>base64DecodeExt</c>: what is not of the alphabet is skipped, up to a null byte. As in mod_security2 a padding that follows a lone character, and is not followed by
/// another, makes the whole result empty.
/// </summary>
internal sealed class LenientBase64Decoding : Transformation
{
    public override string Name => "base64DecodeExt";

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        var source = input.Span;
        if (source.IsEmpty)
        {
            return input;
        }

        var end = source.IndexOf('\0');
        source = end < 0 ? source : source[..end];
        var result = arena.Reserve(source.Length);
        var written = 0;
        var bits = 0;
        var count = 0;
        for (var i = 0; i < source.Length; i++)
        {
            var value = Base64Alphabet.Value(source[i]);
            if (value < 0)
            {
                if (source[i] == '=' && count % 4 == 1 && (i + 1 == source.Length || source[i + 1] != '='))
                {
                    return ByteText.Empty;
                }

                continue;
            }

            bits = (bits << 6) | value;
            if (count % 4 != 0)
            {
                result[written++] = ByteText.FromByte((byte)(bits >> (6 - (2 * (count % 4)))));
            }

            count++;
        }

        return arena.Commit(written);
    }
}
