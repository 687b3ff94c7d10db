using System.Buffers.Binary;

namespace WebPublisher.Web.Listeners.Http2;

/// <summary>
/// Walks over one direction of an HTTP/2 connection from frame to frame. Payloads are skipped, except those of SETTINGS and WINDOW_UPDATE; nothing is copied but headers and
/// values that arrive in pieces.
/// </summary>
/// <param name="visitor">Is told of what is found.</param>
/// <param name="preface">Bytes before the first frame.</param>
internal sealed class FrameWalk(FrameVisitor visitor, int preface = 0)
{
    /// <summary>Bytes of the preface that a client begins with (RFC 9113 section 3.4). Kestrel compares them.</summary>
    public const int ClientPreface = 24;

    private const int SettingSize = 6;
    private const int IncrementSize = 4;

    private readonly byte[] _piece = new byte[Http2FrameHeader.Size];
    private int _gathered;
    private int _payload = preface;
    private int _valueSize = int.MaxValue;
    private int _stream;

    /// <summary>Goes on with bytes that follow those seen before.</summary>
    /// <returns>What there was too much of, or null.</returns>
    public FloodKind? Read(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            FloodKind? flood = null;
            if (_payload == 0)
            {
                if (Gather(ref bytes, Http2FrameHeader.Size, out var header))
                {
                    flood = Begin(Http2FrameHeader.Read(header));
                }
            }
            else if (_payload + _gathered >= _valueSize)
            {
                var before = bytes.Length;
                if (Gather(ref bytes, _valueSize, out var value))
                {
                    flood = Tell(value);
                }

                _payload -= before - bytes.Length;
            }
            else
            {
                var skipped = Math.Min(_payload, bytes.Length);
                bytes = bytes[skipped..];
                _payload -= skipped;
            }

            if (flood is not null)
            {
                return flood;
            }
        }

        return null;
    }

    private FloodKind? Begin(Http2FrameHeader frame)
    {
        _payload = frame.Length;
        _stream = frame.Stream;
        _valueSize = frame.Type switch { Http2FrameType.Settings => SettingSize, Http2FrameType.WindowUpdate => IncrementSize, _ => int.MaxValue };
        return visitor.Begin(frame);
    }

    private FloodKind? Tell(ReadOnlySpan<byte> value)
    {
        if (_valueSize == SettingSize)
        {
            return visitor.Setting(BinaryPrimitives.ReadUInt16BigEndian(value), BinaryPrimitives.ReadUInt32BigEndian(value[2..]));
        }

        visitor.WindowUpdate(_stream, BinaryPrimitives.ReadInt32BigEndian(value) & int.MaxValue);
        return null;
    }

    /// <summary>Takes <paramref name="size"/> bytes from the front, or keeps what there is for later.</summary>
    private bool Gather(ref ReadOnlySpan<byte> bytes, int size, out ReadOnlySpan<byte> whole)
    {
        if (_gathered == 0 && bytes.Length >= size)
        {
            whole = bytes[..size];
            bytes = bytes[size..];
            return true;
        }

        var taken = Math.Min(size - _gathered, bytes.Length);
        bytes[..taken].CopyTo(_piece.AsSpan(_gathered));
        bytes = bytes[taken..];
        _gathered += taken;
        whole = _piece.AsSpan(0, size);
        if (_gathered < size)
        {
            return false;
        }

        _gathered = 0;
        return true;
    }
}
