using WebPublisher.Mail.Mime.Structure;

namespace WebPublisher.Mail.Mime.Decoding;

/// <summary>
/// Quoted-printable (RFC 2045 section 6.7). An escape that is none stays as it stands. In text that is shown that is a slip of the sender, and common; in a file it
/// decides whether the file is one, so there it is a finding.
/// </summary>
internal sealed class QuotedPrintableDecoder(WalkContext context, MimePart part) : TransferDecoder(context, part)
{
    private const int MostSpace = 1000;

    private readonly byte[] _space = new byte[MostSpace];
    private readonly bool _isFile = !part.IsShownText;
    private int _spaces;
    private State _state;
    private byte _first;

    private enum State
    {
        Text,
        Escape,
        EscapeDigit,
        SoftBreak,
    }

    public override int Decode(ReadOnlySpan<byte> encoded, Span<byte> decoded)
    {
        var written = 0;
        while (!encoded.IsEmpty)
        {
            if (_state == State.Text && _spaces == 0)
            {
                var plain = encoded.IndexOfAny("= \t"u8);
                plain = plain < 0 ? encoded.Length : plain;
                encoded[..plain].CopyTo(decoded[written..]);
                written += plain;
                encoded = encoded[plain..];
                if (encoded.IsEmpty)
                {
                    break;
                }
            }

            written += Take(encoded[0], decoded[written..]);
            encoded = encoded[1..];
        }

        return written;
    }

    public override int Complete(Span<byte> decoded)
    {
        if (_state != State.EscapeDigit)
        {
            return 0;
        }

        Malformed(_first);
        decoded[0] = (byte)'=';
        decoded[1] = _first;
        return 2;
    }

    private int Take(byte octet, Span<byte> decoded)
    {
        switch (_state)
        {
            case State.Escape:
                return TakeEscape(octet, decoded);
            case State.EscapeDigit:
                return TakeDigit(octet, decoded);
            case State.SoftBreak:
                _state = octet is (byte)' ' or (byte)'\t' or (byte)'\r' ? State.SoftBreak : State.Text;
                if (octet is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
                {
                    return 0;
                }

                Malformed(octet);
                decoded[0] = (byte)'=';
                return 1 + Take(octet, decoded[1..]);
            default:
                return TakeText(octet, decoded);
        }
    }

    private int TakeText(byte octet, Span<byte> decoded)
    {
        if (octet is (byte)' ' or (byte)'\t')
        {
            // White space at the end of a line was added on the way.
            var flushed = _spaces == MostSpace ? FlushSpaces(decoded) : 0;
            _space[_spaces++] = octet;
            return flushed;
        }

        var written = 0;
        if (octet is (byte)'\r' or (byte)'\n')
        {
            _spaces = 0;
        }
        else
        {
            written = FlushSpaces(decoded);
        }

        if (octet == '=')
        {
            _state = State.Escape;
            return written;
        }

        decoded[written] = octet;
        return written + 1;
    }

    private int TakeEscape(byte octet, Span<byte> decoded)
    {
        if (IsHex(octet))
        {
            _first = octet;
            _state = State.EscapeDigit;
            return 0;
        }

        if (octet is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            _state = State.SoftBreak;
            return 0;
        }

        _state = State.Text;
        if (octet == '\n')
        {
            return 0;
        }

        Malformed(octet);
        decoded[0] = (byte)'=';
        return 1 + Take(octet, decoded[1..]);
    }

    private int TakeDigit(byte octet, Span<byte> decoded)
    {
        _state = State.Text;
        if (!IsHex(octet))
        {
            Malformed(octet);
            decoded[0] = (byte)'=';
            decoded[1] = _first;
            return 2 + Take(octet, decoded[2..]);
        }

        if (char.IsAsciiLetterLower((char)octet) || char.IsAsciiLetterLower((char)_first))
        {
            // RFC 2045 section 6.7 wants capitals; some readers leave the others alone.
            Malformed(octet);
        }

        decoded[0] = (byte)((Digit(_first) << 4) | Digit(octet));
        return 1;
    }

    private int FlushSpaces(Span<byte> decoded)
    {
        var count = _spaces;
        _space.AsSpan(0, count).CopyTo(decoded);
        _spaces = 0;
        return count;
    }

    private void Malformed(byte octet)
    {
        if (_isFile)
        {
            Tell(MimeFindingKind.QuotedPrintableMalformed, [(byte)'=', octet]);
        }
    }

    private static bool IsHex(byte octet) => char.IsAsciiHexDigit((char)octet);

    private static int Digit(byte octet) => octet <= '9' ? octet - '0' : (octet | 0x20) - 'a' + 10;
}
