using System.Buffers;

namespace WebPublisher.Waf.Transformations;

/// <summary><c>urlDecode</c>: <c>%HH</c> and <c>+</c>; what is no encoding stays.</summary>
internal sealed class UrlDecoding() : EscapeDecoding("urlDecode", CharacterKinds.UrlEscape, SearchValues.Create("%+"))
{
    protected override bool Decode(ReadOnlySpan<char> source, ref int read, Span<char> result, ref int written) =>
        source[read] == '+' ? Put((byte)' ', result, ref written, ref read, 1)
        : HexDigits.ArePair(source, read + 1) ? Put(HexDigits.Byte(source[read + 1], source[read + 2]), result, ref written, ref read, 3)
        : Copy(source, ref read, result, ref written, 1);
}
