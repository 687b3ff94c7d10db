using System.Buffers;

namespace WebPublisher.Web.Content;

/// <summary>
/// Undoes a content coding, fed piece by piece as the pieces arrive. What it holds is bounded by the coding: 32 KiB of DEFLATE's window, or the window that a Brotli
/// stream asks for, at most 16 MiB.
/// </summary>
internal abstract class ContentDecoder : IDisposable
{
    /// <summary>A decoder for <paramref name="coding"/>, which is neither <see cref="ContentCoding.Identity"/> nor <see cref="ContentCoding.Unknown"/>.</summary>
    public static ContentDecoder For(ContentCoding coding) => coding switch
    {
        ContentCoding.Gzip => new GzipDecoder(),
        ContentCoding.Deflate => new DeflateDecoder(),
        ContentCoding.Brotli => new BrotliContentDecoder(),
        _ => throw new ArgumentOutOfRangeException(nameof(coding), coding, "no coding that can be undone"),
    };

    /// <summary>Decodes.</summary>
    /// <param name="source">The next bytes.</param>
    /// <param name="destination">Room for what they mean.</param>
    /// <param name="consumed">How many of <paramref name="source"/> were taken; the rest is to be given again.</param>
    /// <param name="written">How many bytes were written.</param>
    /// <returns>
    /// <see cref="OperationStatus.NeedMoreData"/>: all was taken; <see cref="OperationStatus.DestinationTooSmall"/>: there is more to write;
    /// <see cref="OperationStatus.Done"/>: the coding's end was reached, and what follows it is nothing; <see cref="OperationStatus.InvalidData"/>: it is damaged.
    /// </returns>
    public abstract OperationStatus Decode(ReadOnlySpan<byte> source, Span<byte> destination, out int consumed, out int written);

    /// <inheritdoc/>
    public abstract void Dispose();
}
