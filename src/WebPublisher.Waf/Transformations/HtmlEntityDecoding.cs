using System.Buffers;
using System.Globalization;

namespace WebPublisher.Waf.Transformations;

/// <summary>
/// <c>htmlEntityDecode</c>: numeric entities, cut to their low eight bits, and <c>quot</c>, <c>amp</c>, <c>lt</c>, <c>gt</c>, <c>nbsp</c> in any case. The semicolon may be
/// missing.
/// </summary>
internal sealed class HtmlEntityDecoding() : EscapeDecoding("htmlEntityDecode", CharacterKinds.Ampersand, SearchValues.Create("&"))
{
    private const byte NoBreakSpace = 0xA0;

    protected override bool Decode(ReadOnlySpan<char> source, ref int read, Span<char> result, ref int written)
    {
        var entity = source[(read + 1)..];
        if (entity.IsEmpty || entity[0] != '#')
        {
            var letters = 0;
            while (letters < entity.Length && char.IsAsciiLetterOrDigit(entity[letters]))
            {
                letters++;
            }

            return FindNamed(entity[..letters]) is { } named
                ? PutWithSemicolon(named, source, ref read, result, ref written, 1 + letters)
                : Copy(source, ref read, result, ref written, 1 + letters);
        }

        var isHexadecimal = entity.Length > 1 && entity[1] is 'x' or 'X' && entity.Length > 2;
        var start = isHexadecimal ? 2 : 1;
        var end = start;
        while (end < entity.Length && (isHexadecimal ? char.IsAsciiHexDigit(entity[end]) : char.IsAsciiDigit(entity[end])))
        {
            end++;
        }

        return end > start
            ? PutWithSemicolon(ToByte(entity[start..end], isHexadecimal), source, ref read, result, ref written, 1 + end)
            : Copy(source, ref read, result, ref written, 1 + start);
    }

    private static bool PutWithSemicolon(byte value, ReadOnlySpan<char> source, ref int read, Span<char> result, ref int written, int length)
    {
        var after = read + length;
        return Put(value, result, ref written, ref read, after < source.Length && source[after] == ';' ? length + 1 : length);
    }

    private static byte? FindNamed(ReadOnlySpan<char> name) =>
        name.Length is < 2 or > 4 ? null
        : name.Equals("quot", StringComparison.OrdinalIgnoreCase) ? (byte)'"'
        : name.Equals("amp", StringComparison.OrdinalIgnoreCase) ? (byte)'&'
        : name.Equals("lt", StringComparison.OrdinalIgnoreCase) ? (byte)'<'
        : name.Equals("gt", StringComparison.OrdinalIgnoreCase) ? (byte)'>'
        : name.Equals("nbsp", StringComparison.OrdinalIgnoreCase) ? NoBreakSpace
        : null;

    /// <summary>A number beyond 64 bits counts as the largest there is, as the C library's <c>strtol</c> has it.</summary>
    private static byte ToByte(ReadOnlySpan<char> digits, bool isHexadecimal)
    {
        var style = isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return ulong.TryParse(digits, style, CultureInfo.InvariantCulture, out var number) && number <= long.MaxValue ? (byte)number : byte.MaxValue;
    }
}
