using System.Buffers.Binary;

namespace WebPublisher.Web.Listeners.Http2;

/// <summary>
/// Walks over what a client sends on an HTTP/2 connection from frame to frame, and charges for each. Payloads are skipped, except those of SETTINGS; nothing is copied but
/// headers and settings that arrive in pieces.
/// </summary>
internal sealed class FrameWalk(FrameAccount account)
{
    /// <summary>Bytes of the preface that a client begins with (RFC 9113 section 3.4). Kestrel compares them.</summary>
    public const int Preface = 24;

    private const int SettingSize = 6;

    private readonly byte[] _piece = new byte[Http2FrameHeader.Size];
    private int _gathered;
    private int _payload = Preface;
    private bool _isSettings;

    /// <summary>The highest stream the client has opened.</summary>
    public int LastStream { get; private set; }

    /// <summary>Goes on with bytes that follow those seen before.</summary>
    /// <returns>What the client sent too much of, or null.</returns>
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
            else if (_isSettings && _payload + _gathered >= SettingSize)
            {
                var before = bytes.Length;
                if (Gather(ref bytes, SettingSize, out var setting))
                {
                    flood = account.Note(BinaryPrimitives.ReadUInt16BigEndian(setting), BinaryPrimitives.ReadUInt32BigEndian(setting[2..]));
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
        _isSettings = frame.Type == Http2FrameType.Settings;
        if (frame.Type == Http2FrameType.Headers && frame.Stream > LastStream)
        {
            LastStream = frame.Stream;
        }

        return account.Charge(frame);
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
