using System.Buffers;
using System.Globalization;
using System.Text;

namespace WebPublisher.Web.Bridging.Http1;

/// <summary>The lines between the data of a chunked body (RFC 9112 section 7.1), read strictly. Reset for each body by making a new value.</summary>
/// <param name="trailers">Takes the fields behind the body, or null when nobody wants them.</param>
internal struct ChunkedBody(List<ResponseField>? trailers)
{
    // The longest line of a size with its extensions, which nobody sends and an attacker could make endless.
    private const int LongestLine = 256;
    private const int LongestSize = 15;

    private static readonly SearchValues<byte> s_hexadecimal = SearchValues.Create("0123456789ABCDEFabcdef"u8);
    private static readonly SearchValues<byte> s_controls = SearchValues.Create([.. Enumerable.Range(0, 32).Append(127).Where(static b => b != '\t').Select(static b => (byte)b)]);

    private bool _afterData;
    private bool _inTrailers;
    private int _trailerBytes;

    /// <summary>Reads up to the next data.</summary>
    /// <param name="bytes">What has arrived and was not read yet.</param>
    /// <param name="consumed">How many of them were read.</param>
    /// <param name="size">Bytes of data that follow; 0 at the end of the body, after its trailers.</param>
    /// <returns>False when more bytes are needed.</returns>
    /// <exception cref="InvalidResponseException">It is not the chunked coding.</exception>
    public bool Read(ReadOnlySpan<byte> bytes, out int consumed, out long size)
    {
        consumed = 0;
        size = 0;
        while (TakeLine(bytes, ref consumed, out var line))
        {
            if (_afterData)
            {
                _afterData = line.IsEmpty ? false : throw new InvalidResponseException("a chunk longer than its size");
            }
            else if (!_inTrailers)
            {
                size = Size(line);
                if (size > 0)
                {
                    _afterData = true;
                    return true;
                }

                _inTrailers = true;
            }
            else if (line.IsEmpty)
            {
                return true;
            }
            else
            {
                ReadTrailer(line);
            }
        }

        return false;
    }

    private readonly bool TakeLine(ReadOnlySpan<byte> bytes, ref int consumed, out ReadOnlySpan<byte> line)
    {
        var rest = bytes[consumed..];
        var end = rest.IndexOf((byte)'\n');
        var longest = _afterData ? 2 : _inTrailers ? ResponseHead.MaximumBytes : LongestLine;
        if ((end < 0 ? rest.Length : end + 1) > longest)
        {
            throw new InvalidResponseException(_afterData ? "a chunk longer than its size" : "a line that is too long in a chunked body");
        }

        line = default;
        if (end < 0)
        {
            return false;
        }

        if (end == 0 || rest[end - 1] != '\r')
        {
            throw new InvalidResponseException("a line that does not end with CR LF in a chunked body");
        }

        line = rest[..(end - 1)];
        consumed += end + 1;
        return true;
    }

    private static long Size(ReadOnlySpan<byte> line)
    {
        var digits = line.IndexOfAnyExcept(s_hexadecimal);
        digits = digits < 0 ? line.Length : digits;
        var extension = line[digits..];
        if (digits is 0 or > LongestSize || !(extension.IsEmpty || extension[0] is (byte)';' or (byte)' ' or (byte)'\t') || extension.ContainsAny(s_controls)
            || (!extension.IsEmpty && extension.Trim(" \t"u8) is not ([] or [(byte)';', ..])))
        {
            throw new InvalidResponseException("a chunk without a size");
        }

        return long.Parse(line[..digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private void ReadTrailer(ReadOnlySpan<byte> line)
    {
        // Whoever sends something else here has lost his place.
        _trailerBytes += line.Length + 2;
        var colon = line.IndexOf((byte)':');
        if (_trailerBytes > ResponseHead.MaximumBytes || colon <= 0 || line[..colon].ContainsAnyExcept(ResponseHead.Token) || line.ContainsAny(s_controls))
        {
            throw new InvalidResponseException("trailers that are none");
        }

        if (trailers?.Count < ResponseHead.MaximumFields)
        {
            trailers.Add(new ResponseField(Encoding.Latin1.GetString(line[..colon]), Encoding.Latin1.GetString(line[(colon + 1)..].Trim(" \t"u8))));
        }
    }
}
