namespace WebPublisher.Mail.Mime.Decoding;

/// <summary>One line of uuencode: a character for how many octets it holds, then groups of four characters for three of them.</summary>
internal static class UuencodeLine
{
    /// <summary>Characters of the longest line: 63 octets, with a checksum that some encoders add.</summary>
    public const int MostCharacters = 1 + 84 + 2;

    /// <summary>Whether a line holds what it announces. Spaces at its end may be missing: they stand for zero, and get lost on the way.</summary>
    public static bool IsPlausible(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || line.ContainsAnyExceptInRange((byte)' ', (byte)'`'))
        {
            return false;
        }

        var groups = (Length(line[0]) + 2) / 3 * 4;
        return line.Length - 1 <= groups + 2 && (line.Length - 1 >= groups || line.Length - 1 >= groups - 3);
    }

    /// <summary>Whether it is exactly as long as it says; what tells a file from prose.</summary>
    public static bool IsExact(ReadOnlySpan<byte> line) => IsPlausible(line) && Length(line[0]) > 0 && line.Length - 1 >= (Length(line[0]) + 2) / 3 * 4;

    /// <summary>Decodes a line of any content; what is missing is zero.</summary>
    /// <returns>Octets written, at most 63.</returns>
    public static int Decode(ReadOnlySpan<byte> line, Span<byte> decoded)
    {
        if (line.IsEmpty)
        {
            return 0;
        }

        var length = Length(line[0]);
        for (var index = 0; index < length; index++)
        {
            var at = 1 + (index / 3 * 4) + (index % 3);
            var pair = (Value(line, at) << 6) | Value(line, at + 1);
            decoded[index] = (byte)(pair >> (4 - (index % 3 * 2)));
        }

        return length;
    }

    private static int Length(byte octet) => (octet - ' ') & 63;

    private static int Value(ReadOnlySpan<byte> line, int at) => at < line.Length ? (line[at] - ' ') & 63 : 0;
}
