using WebPublisher.Mail.Mime.Structure;

namespace WebPublisher.Mail.Mime.Decoding;

/// <summary>
/// Undoes a transfer encoding, octets in any segments, as the readers do that show most; tells where others would read something else. Never throws.
/// </summary>
internal abstract class TransferDecoder(WalkContext context, MimePart part)
{
    /// <summary>A call may write this many octets more than it reads: what an earlier one kept back.</summary>
    public const int MostHeld = 1024;

    public static TransferDecoder Create(WalkContext context, MimePart part) => part.Encoding switch
    {
        TransferEncoding.Base64 => new Base64Decoder(context, part),
        TransferEncoding.QuotedPrintable => new QuotedPrintableDecoder(context, part),
        TransferEncoding.Uuencode => new UuencodeDecoder(context, part),
        TransferEncoding.Yenc => new YencDecoder(context, part),
        _ => new IdentityDecoder(context, part),
    };

    /// <summary>Decodes; what is written is at most <see cref="MostHeld"/> longer than what is read.</summary>
    public abstract int Decode(ReadOnlySpan<byte> encoded, Span<byte> decoded);

    /// <summary>Ends the content; at most <see cref="MostHeld"/> octets are written.</summary>
    public abstract int Complete(Span<byte> decoded);

    protected void Tell(MimeFindingKind kind, ReadOnlySpan<byte> detail) => context.Tell(kind, part, part.BodyOffset, detail);
}
