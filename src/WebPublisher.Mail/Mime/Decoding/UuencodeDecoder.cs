using WebPublisher.Mail.Mime.Structure;

namespace WebPublisher.Mail.Mime.Decoding;

/// <summary>Uuencode as a transfer encoding; the lines "begin" and "end" may be there or not.</summary>
internal sealed class UuencodeDecoder(WalkContext context, MimePart part) : LineDecoder(context, part)
{
    private bool _begun;
    private bool _data;
    private bool _ended;

    protected override int DecodeLine(ReadOnlySpan<byte> line, Span<byte> decoded)
    {
        if (line.StartsWith("begin "u8))
        {
            if (_begun || _data)
            {
                Tell(MimeFindingKind.UuencodeMalformed, line);
            }

            _begun = true;
            return 0;
        }

        if (line.Trim(" \t"u8).IsEmpty)
        {
            return 0;
        }

        if (line.SequenceEqual("end"u8))
        {
            _ended = true;
            return 0;
        }

        if (_ended || !UuencodeLine.IsPlausible(line))
        {
            Tell(MimeFindingKind.UuencodeMalformed, line);
            if (line.Length > UuencodeLine.MostCharacters)
            {
                return 0;
            }
        }

        _data = true;

        // A line that announces more than it holds would write more than it reads.
        Span<byte> whole = stackalloc byte[64];
        var count = Math.Min(UuencodeLine.Decode(line, whole), line.Length);
        whole[..count].CopyTo(decoded);
        return count;
    }

    protected override void End()
    {
        if (_begun && !_ended)
        {
            Tell(MimeFindingKind.UuencodeMalformed, "no end"u8);
        }
    }
}
