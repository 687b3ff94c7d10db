using System.Buffers.Text;
using WebPublisher.Mail.Mime.Structure;

namespace WebPublisher.Mail.Mime.Decoding;

/// <summary>
/// Base64 (RFC 2045 section 6.8). Skips foreign characters and goes on after padding, as the most tolerant readers do; each of these is a finding, because others
/// stop there, or decode line by line.
/// </summary>
internal sealed class Base64Decoder(WalkContext context, MimePart part) : TransferDecoder(context, part)
{
    private const byte Foreign = 255;
    private const byte Space = 254;
    private const byte Pad = 253;

    private static readonly byte[] s_values = Values();

    private uint _group;
    private int _count;
    private int _pads;
    private bool _padded;
    private long _lineLength;
    private bool _lineUneven;

    public override int Decode(ReadOnlySpan<byte> encoded, Span<byte> decoded)
    {
        var written = 0;
        if (_count == 0 && !_padded && !_lineUneven && encoded.Length >= 4)
        {
            // Whole groups without white space or padding, which is nearly all there is.
            var text = encoded.IndexOfAny((byte)'\r', (byte)'\n', (byte)'=');
            var groups = (text < 0 ? encoded : encoded[..text])[..((text < 0 ? encoded.Length : text) & ~3)];
            if (!groups.ContainsAny((byte)' ', (byte)'\t'))
            {
                _ = Base64.DecodeFromUtf8(groups, decoded, out var consumed, out written, isFinalBlock: false);
                _lineLength += consumed;
                encoded = encoded[consumed..];
            }
        }

        foreach (var octet in encoded)
        {
            written += Take(octet, decoded[written..]);
        }

        return written;
    }

    public override int Complete(Span<byte> decoded)
    {
        if (_count == 0)
        {
            return 0;
        }

        Tell(MimeFindingKind.Base64Incomplete, default);
        return Flush(decoded);
    }

    private int Take(byte octet, Span<byte> decoded)
    {
        switch (s_values[octet])
        {
            case Space:
                if (octet == '\n')
                {
                    _lineUneven |= _lineLength % 4 != 0;
                    _lineLength = 0;
                }

                return 0;
            case Foreign:
                Tell(MimeFindingKind.Base64ForeignCharacter, [octet]);
                return 0;
            case Pad:
                _lineLength++;
                return TakePad(decoded);
            case var value:
                _lineLength++;
                return TakeValue(value, decoded);
        }
    }

    private int TakePad(Span<byte> decoded)
    {
        if (_count < 2)
        {
            Tell(MimeFindingKind.Base64Padding, "="u8);
            return 0;
        }

        _pads++;
        if (_count + _pads < 4)
        {
            return 0;
        }

        _padded = true;
        return Flush(decoded);
    }

    private int TakeValue(byte value, Span<byte> decoded)
    {
        if (_lineUneven)
        {
            Tell(MimeFindingKind.Base64Line, default);
            _lineUneven = false;
        }

        var written = 0;
        if (_padded || _pads > 0)
        {
            Tell(MimeFindingKind.Base64Padding, "data after padding"u8);
            _padded = false;
            written = Flush(decoded);
        }

        _group = (_group << 6) | value;
        if (++_count < 4)
        {
            return written;
        }

        decoded[written++] = (byte)(_group >> 16);
        decoded[written++] = (byte)(_group >> 8);
        decoded[written++] = (byte)_group;
        _count = 0;
        return written;
    }

    /// <summary>Writes what is whole of an unfinished group.</summary>
    private int Flush(Span<byte> decoded)
    {
        var (count, group) = (_count, _group);
        (_count, _pads) = (0, 0);
        switch (count)
        {
            case 2:
                decoded[0] = (byte)(group >> 4);
                return 1;
            case 3:
                decoded[0] = (byte)(group >> 10);
                decoded[1] = (byte)(group >> 2);
                return 2;
            default:
                return 0;
        }
    }

    private static byte[] Values()
    {
        var values = new byte[256];
        Array.Fill(values, Foreign);
        var next = 0;
        foreach (var octet in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8)
        {
            values[octet] = (byte)next++;
        }

        foreach (var octet in " \t\r\n"u8)
        {
            values[octet] = Space;
        }

        values['='] = Pad;
        return values;
    }
}
