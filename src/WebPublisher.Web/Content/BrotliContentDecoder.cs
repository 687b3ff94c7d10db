using System.Buffers;
using System.IO.Compression;

namespace WebPublisher.Web.Content;

/// <summary>Undoes <c>br</c> (RFC 7932).</summary>
internal sealed class BrotliContentDecoder : ContentDecoder
{
    private BrotliDecoder _decoder;

    /// <inheritdoc/>
    public override OperationStatus Decode(ReadOnlySpan<byte> source, Span<byte> destination, out int consumed, out int written)
    {
        var status = _decoder.Decompress(source, destination, out consumed, out written);
        consumed = status == OperationStatus.Done ? source.Length : consumed;
        return status;
    }

    /// <inheritdoc/>
    public override void Dispose() => _decoder.Dispose();
}
