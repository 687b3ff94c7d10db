using System.Buffers;
using System.Globalization;

namespace WebPublisher.Waf.Transformations;

/// <summary>
/// <c>urlDecodeUni</c>: <c>%HH</c>, <c>+</c> and the <c>%uHHHH</c> of Microsoft's servers, whose characters become bytes by a map of the administrator or else by their low byte.
/// </summary>
internal sealed class UnicodeUrlDecoding(UnicodeMap? map) : EscapeDecoding("urlDecodeUni", CharacterKinds.UrlEscape, SearchValues.Create("%+"))
{
    protected override bool Decode(ReadOnlySpan<char> source, ref int read, Span<char> result, ref int written)
    {
        if (source[read] == '+')
        {
            return Put((byte)' ', result, ref written, ref read, 1);
        }

        if (read + 1 < source.Length && source[read + 1] is 'u' or 'U')
        {
            return HexDigits.AreFour(source, read + 2)
                ? Put(ToByte(source, read + 2), result, ref written, ref read, 6)
                : Copy(source, ref read, result, ref written, 2);
        }

        return HexDigits.ArePair(source, read + 1)
            ? Put(HexDigits.Byte(source[read + 1], source[read + 2]), result, ref written, ref read, 3)
            : Copy(source, ref read, result, ref written, 1);
    }

    private byte ToByte(ReadOnlySpan<char> source, int start) =>
        map?.Find(ushort.Parse(source.Slice(start, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)) ?? HexDigits.LowByte(source, start);
}
