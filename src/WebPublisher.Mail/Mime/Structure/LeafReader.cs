using WebPublisher.Mail.Mime.Decoding;
using WebPublisher.Mail.Mime.Text;

namespace WebPublisher.Mail.Mime.Structure;

/// <summary>Reads the body of a leaf.</summary>
internal sealed class LeafReader(WalkContext context, MimePart part, TransferDecoder decoder) : BodyReader(decoder)
{
    private readonly LeafContent _content = new(context, part);
    private readonly TextBody? _text = part.MediaType.IsText ? new TextBody(context, part) : null;
    private readonly EmbeddedFiles? _files = part.MediaType.IsText && !part.MediaType.Is("text", "html") ? new EmbeddedFiles(context, part) : null;

    public override void Dispose()
    {
        _content.Dispose();
        _files?.Dispose();
    }

    protected override void Take(ReadOnlySpan<byte> decoded)
    {
        _content.Take(decoded);
        _text?.Take(decoded);
        _files?.Take(decoded);
    }

    protected override void End()
    {
        _content.Complete();
        _text?.Complete();
        _files?.Complete();
    }
}
