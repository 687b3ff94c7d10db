using WebPublisher.Mail.Mime.Structure;

namespace WebPublisher.Mail.Mime.Decoding;

/// <summary>An encoding that works by lines.</summary>
internal abstract class LineDecoder(WalkContext context, MimePart part) : TransferDecoder(context, part)
{
    private readonly byte[] _line = new byte[MostHeld / 2];
    private int _count;

    public sealed override int Decode(ReadOnlySpan<byte> encoded, Span<byte> decoded)
    {
        var written = 0;
        while (!encoded.IsEmpty)
        {
            var end = encoded.IndexOf((byte)'\n');
            Hold(end < 0 ? encoded : encoded[..end]);
            if (end < 0)
            {
                break;
            }

            written += EndLine(decoded[written..]);
            encoded = encoded[(end + 1)..];
        }

        return written;
    }

    public sealed override int Complete(Span<byte> decoded)
    {
        var written = _count > 0 ? EndLine(decoded) : 0;
        End();
        return written;
    }

    /// <summary>Decodes a line without its end; writes no more than it reads.</summary>
    protected abstract int DecodeLine(ReadOnlySpan<byte> line, Span<byte> decoded);

    /// <summary>No more lines come.</summary>
    protected abstract void End();

    private void Hold(ReadOnlySpan<byte> text)
    {
        if (text.Length > _line.Length - _count)
        {
            Tell(MimeFindingKind.UuencodeMalformed, text);
            text = text[..(_line.Length - _count)];
        }

        text.CopyTo(_line.AsSpan(_count));
        _count += text.Length;
    }

    private int EndLine(Span<byte> decoded)
    {
        var line = _line.AsSpan(0, _count);
        _count = 0;
        return DecodeLine(line.EndsWith("\r"u8) ? line[..^1] : line, decoded);
    }
}
