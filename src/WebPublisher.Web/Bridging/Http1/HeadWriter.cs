using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace WebPublisher.Web.Bridging.Http1;

/// <summary>
/// Writes the head of a request as the bytes that go out. Whatever it is given, it writes no more lines than it was asked for. Its buffer is rented while a request is
/// written and holds the first piece of a body as well, so that both leave in one TLS record.
/// </summary>
internal sealed class HeadWriter
{
    /// <summary>The largest plaintext of a TLS record (RFC 8446 section 5.1).</summary>
    public const int RecordSize = 16 * 1024;

    private const int UsualSize = 4 * 1024;

    private static readonly SearchValues<char> s_lineEnds = SearchValues.Create("\r\n\0");
    private static readonly SearchValues<char> s_targetCharacters = SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(static c => (char)c)]);

    private byte[]? _buffer;
    private int _length;

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    /// <summary>Gives the buffer back.</summary>
    public void Release()
    {
        if (_buffer is { } buffer)
        {
            _buffer = null;
            _length = 0;
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Begins a request: the request line, its target given in two parts.</summary>
    /// <exception cref="FormatException">The target would not be one word.</exception>
    public void Begin(string method, string path, string query)
    {
        if (!path.StartsWith('/') || path.AsSpan().ContainsAnyExcept(s_targetCharacters) || query.AsSpan().ContainsAnyExcept(s_targetCharacters))
        {
            throw new FormatException("a target that is not one word of visible ASCII");
        }

        _length = 0;
        Text(method);
        Bytes(" "u8);
        Text(path);
        Text(query);
        Bytes(" HTTP/1.1\r\n"u8);
    }

    /// <summary>Writes a field line.</summary>
    /// <exception cref="FormatException">The value would end the line early.</exception>
    public void Field(string name, string? value)
    {
        if (value.AsSpan().ContainsAny(s_lineEnds))
        {
            throw new FormatException($"a line end in field {name}");
        }

        const int Framing = 4;
        var text = value ?? "";
        var room = Room(name.Length + text.Length + Framing);
        var end = Encoding.Latin1.GetBytes(name, room);
        ": "u8.CopyTo(room[end..]);
        end += 2;
        end += Encoding.Latin1.GetBytes(text, room[end..]);
        "\r\n"u8.CopyTo(room[end..]);
        _length += end + 2;
    }

    /// <summary>Writes a field line with a number.</summary>
    public void Field(string name, long value)
    {
        Text(name);
        Bytes(": "u8);
        Number(value, default);
        Bytes("\r\n"u8);
    }

    /// <summary>Writes a field line with an address.</summary>
    public void Field(string name, IPAddress value)
    {
        const int LongestAddress = 65;
        Text(name);
        Bytes(": "u8);
        var room = Room(LongestAddress);
        if (!value.TryFormat(room, out var written))
        {
            throw new UnreachableException("an address longer than any can be");
        }

        _length += written;
        Bytes("\r\n"u8);
    }

    /// <summary>Ends the head.</summary>
    public void End() => Bytes("\r\n"u8);

    /// <summary>Begins anew, for what follows the head.</summary>
    public void Clear() => _length = 0;

    /// <summary>Writes bytes of the body.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    /// <summary>Writes bytes of the body as a chunk (RFC 9112 section 7.1).</summary>
    public void Chunk(in ReadOnlySequence<byte> bytes)
    {
        Number(bytes.Length, "X");
        Bytes("\r\n"u8);
        foreach (var piece in bytes)
        {
            Bytes(piece.Span);
        }

        Bytes("\r\n"u8);
    }

    private void Number(long value, ReadOnlySpan<char> format)
    {
        const int LongestNumber = 20;
        if (!value.TryFormat(Room(LongestNumber), out var written, format, CultureInfo.InvariantCulture))
        {
            throw new UnreachableException("a number longer than any can be");
        }

        _length += written;
    }

    private void Text(string text) => _length += Encoding.Latin1.GetBytes(text, Room(text.Length));

    private Span<byte> Room(int needed)
    {
        _buffer ??= ArrayPool<byte>.Shared.Rent(UsualSize);
        if (_buffer.Length - _length < needed)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + needed, 2 * _buffer.Length));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsSpan(_length);
    }
}
