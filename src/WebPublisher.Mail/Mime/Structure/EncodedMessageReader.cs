using WebPublisher.Mail.Mime.Decoding;

namespace WebPublisher.Mail.Mime.Structure;

/// <summary>Reads a nested message that is itself encoded.</summary>
internal sealed class EncodedMessageReader(WalkContext context, MimePart part, TransferDecoder decoder) : BodyReader(decoder)
{
    private readonly LineCutter _lines = new(new EntityReader(context, part, part.Depth + 1));

    public override void Dispose() => _lines.Dispose();

    protected override void Take(ReadOnlySpan<byte> decoded) => _lines.Write(decoded);

    protected override void End() => _lines.Complete();
}
