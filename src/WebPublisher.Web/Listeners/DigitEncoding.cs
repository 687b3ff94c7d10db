using System.Text;

namespace WebPublisher.Web.Listeners;

/// <summary>
/// Decodes a Content-Length for Kestrel: digits are digits, everything else is something no number has in it. Kestrel parses what a decoder gives it as a number with sign
/// and white space, which RFC 9110 section 8.6 does not know; over HTTP/2 nobody else sees the value before.
/// </summary>
internal sealed class DigitEncoding : Encoding
{
    private const char NoDigit = 'x';

    public override int GetMaxByteCount(int charCount) => charCount;

    public override int GetMaxCharCount(int byteCount) => byteCount;

    public override int GetByteCount(char[] chars, int index, int count) => count;

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => Latin1.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) => GetChars(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex));

    /// <summary>Decodes as much as there is room for; Kestrel has room for more digits than it takes.</summary>
    public override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        var count = Math.Min(bytes.Length, chars.Length);
        for (var i = 0; i < count; i++)
        {
            chars[i] = char.IsAsciiDigit((char)bytes[i]) ? (char)bytes[i] : NoDigit;
        }

        return count;
    }
}
