using System.Buffers.Binary;

namespace WebPublisher.Web.Filtering;

/// <summary>
/// Recognises a program for Windows by its first bytes, which may come in pieces: the header of DOS, <c>MZ</c>, and where that points to the header of a Windows program,
/// <c>PE</c>, or of one for its 16-bit ancestors. Names and content types are not asked; both lie. A text that begins with MZ points nowhere and passes.
/// </summary>
internal sealed class WindowsExecutable
{
    private const int HeaderSize = 64;

    // Where the header of DOS says the other one is: a 32-bit number at 0x3C.
    private const int OffsetPlace = 0x3C;

    // Windows itself looks no further (RtlImageNtHeaderEx). Four bytes of text, read as a number, are more.
    private const uint FarthestOffset = 256 * 1024 * 1024;

    private readonly byte[] _header = new byte[HeaderSize];
    private readonly byte[] _signature = new byte[4];
    private long _position;
    private uint _offset;
    private bool _isOver;

    /// <summary>Whether it is known to be none.</summary>
    public bool IsOver => _isOver;

    /// <summary>Looks at the next bytes of a content.</summary>
    /// <returns>Whether it is a program.</returns>
    public bool Add(ReadOnlySpan<byte> piece)
    {
        if (_isOver || piece.IsEmpty)
        {
            return false;
        }

        var begin = _position;
        Keep(piece, begin, 0, _header);
        _position += piece.Length;
        _isOver = _header[0] != 'M' || (_position > 1 && _header[1] != 'Z');
        if (_isOver || _position < HeaderSize)
        {
            return false;
        }

        _offset = BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(OffsetPlace));
        if (_offset > FarthestOffset)
        {
            _isOver = true;
            return false;
        }

        // The other header may lie within that of DOS: small programs are made so.
        Keep(_header, 0, _offset, _signature);
        Keep(piece, begin, _offset, _signature);
        _isOver = _position >= _offset + _signature.Length;
        return _position >= _offset + 2 && IsSignature();
    }

    /// <summary>Keeps what of a piece at <paramref name="position"/> lies in a field at <paramref name="place"/>.</summary>
    private static void Keep(ReadOnlySpan<byte> piece, long position, long place, Span<byte> field)
    {
        var (from, to) = (Math.Max(position, place), Math.Min(position + piece.Length, place + field.Length));
        if (from < to)
        {
            piece[(int)(from - position)..(int)(to - position)].CopyTo(field[(int)(from - place)..]);
        }
    }

    private bool IsSignature() => _signature.AsSpan(0, 2) switch
    {
        [(byte)'N', (byte)'E'] or [(byte)'L', (byte)'E' or (byte)'X'] => true,
        [(byte)'P', (byte)'E'] => _position >= _offset + 4 && _signature[2] == 0 && _signature[3] == 0,
        _ => false,
    };
}
