using System.Buffers;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary><c>urlEncode</c>: all but letters, digits and the asterisk become <c>%hh</c> with small digits, a space becomes <c>+</c>.</summary>
internal sealed class UrlEncoding : Transformation
{
    private static readonly SearchValues<char> s_plain = SearchValues.Create("*0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public override string Name => "urlEncode";

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        var source = input.Span;
        if (source.IndexOfAnyExcept(s_plain) < 0)
        {
            return input;
        }

        var result = arena.Reserve(3 * source.Length);
        var written = 0;
        foreach (var character in source)
        {
            if (s_plain.Contains(character))
            {
                result[written++] = character;
            }
            else if (character == ' ')
            {
                result[written++] = '+';
            }
            else
            {
                var value = ByteText.ToByte(character);
                result[written++] = '%';
                result[written++] = HexEncoding.Digits[value >> 4];
                result[written++] = HexEncoding.Digits[value & 0x0F];
            }
        }

        return arena.Commit(written);
    }
}
