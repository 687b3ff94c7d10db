using WebPublisher.Mail.Mime.Structure;

namespace WebPublisher.Mail.Mime.Decoding;

/// <summary>yEnc as a transfer encoding; its own lines "=ybegin", "=ypart" and "=yend" may be there or not.</summary>
internal sealed class YencDecoder(WalkContext context, MimePart part) : LineDecoder(context, part)
{
    protected override int DecodeLine(ReadOnlySpan<byte> line, Span<byte> decoded) => line.StartsWith("=y"u8) ? 0 : YencLine.Decode(line, decoded);

    protected override void End()
    {
    }
}
