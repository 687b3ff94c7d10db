using WebPublisher.Mail.Mime.Structure;

namespace WebPublisher.Mail.Mime.Decoding;

/// <summary>Content that is not encoded.</summary>
internal sealed class IdentityDecoder(WalkContext context, MimePart part) : TransferDecoder(context, part)
{
    public override int Decode(ReadOnlySpan<byte> encoded, Span<byte> decoded)
    {
        encoded.CopyTo(decoded);
        return encoded.Length;
    }

    public override int Complete(Span<byte> decoded) => 0;
}
