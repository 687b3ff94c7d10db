using System.Globalization;

namespace WebPublisher.Waf.Transformations;

/// <summary>
/// What bytes a server takes Unicode characters for: a file in the format of <c>SecUnicodeMapFile</c>, where a line that begins with a code page's number is followed by
/// lines of <c>CHARACTER:BYTE</c> pairs in hexadecimal.
/// </summary>
public sealed class UnicodeMap
{
    private const int Size = 0x10000;
    private const short Unmapped = -1;
    private static readonly ushort[] s_dots = [0x002E, 0x3002, 0xFF0E, 0xFF61];

    private readonly short[] _bytes = new short[Size];

    private UnicodeMap()
    {
        Array.Fill(_bytes, Unmapped);
        foreach (var dot in s_dots)
        {
            // RFC 3490, section 3.1: characters that names of hosts take for a full stop.
            _bytes[dot] = (short)'.';
        }

        Decoding = new UnicodeUrlDecoding(this);
    }

    /// <summary><c>urlDecodeUni</c> by this map.</summary>
    internal Transformation Decoding { get; }

    /// <summary>Reads the pairs of one code page. What is no pair of hexadecimal numbers is left out.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="codePage">The code page, 20127 for US-ASCII with best fits.</param>
    /// <returns>The map, or null where the text has no such code page.</returns>
    public static UnicodeMap? Parse(string text, int codePage)
    {
        var number = codePage.ToString(CultureInfo.InvariantCulture);
        var map = new UnicodeMap();
        var isFound = false;
        var hasPairs = false;
        foreach (var range in text.AsSpan().SplitAny(" \t\r\n"))
        {
            var word = text.AsSpan()[range];
            var colon = word.IndexOf(':');
            if (!isFound)
            {
                isFound = word.SequenceEqual(number);
            }
            else if (colon < 0)
            {
                if (hasPairs && !word.IsEmpty)
                {
                    break;
                }
            }
            else
            {
                hasPairs = true;
                map.Add(word[..colon], word[(colon + 1)..]);
            }
        }

        return isFound ? map : null;
    }

    /// <summary>The byte of a character, null where the map has none.</summary>
    public byte? Find(ushort character) => _bytes[character] is var value && value == Unmapped ? null : (byte)value;

    private void Add(ReadOnlySpan<char> character, ReadOnlySpan<char> value)
    {
        if (ushort.TryParse(character, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var from)
            && byte.TryParse(value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var to))
        {
            _bytes[from] = to;
        }
    }
}
