using System.Buffers;

namespace WebPublisher.Web.Filtering;

/// <summary>
/// Recognises a program for Windows or DOS by its first bytes, which may come in pieces: <c>MZ</c>, and behind it numbers rather than text. Names and content types are not
/// asked; both lie. Where the header of a Windows program lies is one of these numbers, at 0x3C, and Windows follows it no farther than 256 MB (RtlImageNtHeaderEx): a program
/// whose numbers could all be text would have to be of 150 MB at least.
/// </summary>
internal sealed class WindowsExecutable
{
    // The header of DOS, with the number at 0x3C that leads to that of Windows.
    private const int HeaderSize = 64;

    // Tab, line ends and form feed are text.
    private static readonly SearchValues<byte> s_numbers = SearchValues.Create([.. Enumerable.Range(0, 32).Except([9, 10, 12, 13]).Select(octet => (byte)octet)]);

    private int _position;

    /// <summary>Whether it is known to be none.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Looks at the next bytes of a content.</summary>
    /// <returns>Whether it is a program.</returns>
    public bool Add(ReadOnlySpan<byte> piece)
    {
        while (!IsOver && _position < 2 && !piece.IsEmpty)
        {
            IsOver = piece[0] != "MZ"u8[_position++];
            piece = piece[1..];
        }

        if (IsOver || piece.IsEmpty)
        {
            return false;
        }

        var header = piece[..Math.Min(piece.Length, HeaderSize - _position)];
        _position += header.Length;
        IsOver = _position == HeaderSize;
        return header.ContainsAny(s_numbers);
    }
}
