namespace WebPublisher.Web.Listeners.Screening;

/// <summary>
/// Follows a body in chunks (RFC 9112 section 7.1) from byte to byte, to know where the next request begins, and complains of what readers disagree about: sizes with a sign
/// or a prefix, white space, bare line ends, control characters in extensions and trailers.
/// </summary>
internal struct ChunkScreen
{
    /// <summary>Longest extension of a chunk, and of all trailers together, in bytes.</summary>
    public const int LongestExtension = 256;

    /// <inheritdoc cref="LongestExtension"/>
    public const int LongestTrailer = 8 * 1024;

    // Kestrel counts a chunk by an Int32.
    private const int MostDigits = 8;

    private Step _step;
    private long _left;
    private int _digits;
    private int _extension;
    private byte[]? _trailer;
    private int _trailerLength;

    private enum Step
    {
        Size,
        Extension,
        EndOfSize,
        Data,
        DataReturn,
        DataFeed,
        Trailer,
    }

    /// <summary>Whether the body has ended.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Goes on.</summary>
    /// <param name="bytes">What has come.</param>
    /// <param name="taken">How much of it belongs to the body.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public string? Take(ReadOnlySpan<byte> bytes, out int taken)
    {
        taken = 0;
        while (taken < bytes.Length && !IsComplete)
        {
            if (_step == Step.Data)
            {
                var piece = (int)Math.Min(_left, bytes.Length - taken);
                taken += piece;
                _left -= piece;
                _step = _left == 0 ? Step.DataReturn : Step.Data;
            }
            else if (Take(bytes[taken++]) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private string? Take(byte next)
    {
        switch (_step)
        {
            case Step.Size when char.IsAsciiHexDigit((char)next):
                _left = (_left << 4) | (uint)Uri.FromHex((char)next);
                return ++_digits > MostDigits || _left > int.MaxValue ? "a chunk size that is too large" : null;
            case Step.Size when _digits > 0 && next == ';':
                _step = Step.Extension;
                return null;
            case Step.Size when _digits > 0 && next == '\r':
            case Step.Extension when next == '\r':
                _step = Step.EndOfSize;
                return null;
            case Step.Size:
                return "a chunk size that is no hexadecimal number";
            case Step.Extension when next is (byte)'\t' or (>= (byte)' ' and not 0x7F):
                return ++_extension > LongestExtension ? "a chunk extension that is too long" : null;
            case Step.EndOfSize when next == '\n':
                _step = _left == 0 ? Step.Trailer : Step.Data;
                (_digits, _extension) = (0, 0);
                return null;
            case Step.DataReturn when next == '\r':
                _step = Step.DataFeed;
                return null;
            case Step.DataFeed when next == '\n':
                _step = Step.Size;
                return null;
            case Step.DataReturn or Step.DataFeed:
                return "a chunk that does not end where its size says";
            case Step.Trailer:
                return TakeTrailer(next);
            default:
                return "a control character in the line of a chunk's size";
        }
    }

    private string? TakeTrailer(byte next)
    {
        _trailer ??= new byte[64];
        if (_trailerLength == LongestTrailer)
        {
            return "trailers that are too long";
        }

        if (_trailerLength == _trailer.Length)
        {
            Array.Resize(ref _trailer, 2 * _trailer.Length);
        }

        _trailer[_trailerLength++] = next;
        var trailer = _trailer.AsSpan(0, _trailerLength);
        IsComplete = trailer.SequenceEqual("\r\n"u8) || trailer.EndsWith("\r\n\r\n"u8);
        return IsComplete ? TrailerScreen.Examine(trailer) : trailer.EndsWith("\n\n"u8) || trailer.SequenceEqual("\n"u8) ? "trailers with bare line feeds" : null;
    }
}
