using System.Buffers;
using System.IO.Compression;
using WebPublisher.Web.Content;

namespace WebPublisher.Web.Tests.Content;

/// <summary>Content codings by the class library, and undone by the product.</summary>
internal static class Coded
{
    /// <summary>Codes bytes; <c>bare</c> is DEFLATE without zlib's frame.</summary>
    public static byte[] By(string coding, byte[] content, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var coded = new MemoryStream();
        using (Stream coder = coding switch
        {
            "gzip" => new GZipStream(coded, level, leaveOpen: true),
            "deflate" => new ZLibStream(coded, level, leaveOpen: true),
            "bare" => new DeflateStream(coded, level, leaveOpen: true),
            "br" => new BrotliStream(coded, level, leaveOpen: true),
            _ => throw new ArgumentOutOfRangeException(nameof(coding)),
        })
        {
            // The class library codes nothing at all as nothing at all.
            coder.Write(content);
            coder.Flush();
        }

        return coded.ToArray();
    }

    /// <summary>Undoes a coding by the class library.</summary>
    public static byte[] Undone(string coding, byte[] coded)
    {
        using var source = new MemoryStream(coded);
        using Stream decoder = coding switch
        {
            "gzip" => new GZipStream(source, CompressionMode.Decompress),
            "deflate" => new ZLibStream(source, CompressionMode.Decompress),
            "br" => new BrotliStream(source, CompressionMode.Decompress),
            _ => source,
        };
        using var content = new MemoryStream();
        decoder.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Undoes a coding by the product's decoder, fed and asked in pieces.</summary>
    public static (byte[] Text, OperationStatus Status) Decode(string coding, byte[] coded, Func<int> given, Func<int> room)
    {
        using ContentDecoder decoder = coding == "bare" ? new DeflateDecoder() : ContentDecoder.For(ContentCodings.Of(coding));
        using var content = new MemoryStream();
        var status = OperationStatus.NeedMoreData;
        while (coded.Length > 0 && status != OperationStatus.InvalidData)
        {
            var piece = coded[..Math.Min(coded.Length, given())];
            coded = coded[piece.Length..];
            do
            {
                var buffer = new byte[room()];
                status = decoder.Decode(piece, buffer, out var consumed, out var written);
                content.Write(buffer, 0, written);
                piece = piece[consumed..];
            }
            while (status == OperationStatus.DestinationTooSmall || (status == OperationStatus.NeedMoreData && piece.Length > 0));
        }

        return (content.ToArray(), status);
    }
}
