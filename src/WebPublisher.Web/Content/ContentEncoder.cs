using System.Buffers;
using System.IO.Compression;

namespace WebPublisher.Web.Content;

/// <summary>Codes anew what was decoded. Fast rather than small: pages of webmail are made for one reader.</summary>
internal sealed class ContentEncoder : IDisposable
{
    private readonly MemoryStream _coded = new();
    private readonly Stream _coder;
    private bool _isPending;

    /// <summary>Begins.</summary>
    /// <param name="coding">One that <see cref="ContentDecoder.For"/> undoes.</param>
    public ContentEncoder(ContentCoding coding) => _coder = coding switch
    {
        ContentCoding.Gzip => new GZipStream(_coded, CompressionLevel.Fastest, leaveOpen: true),
        ContentCoding.Deflate => new ZLibStream(_coded, CompressionLevel.Fastest, leaveOpen: true),
        ContentCoding.Brotli => new BrotliStream(_coded, CompressionLevel.Fastest, leaveOpen: true),
        _ => throw new ArgumentOutOfRangeException(nameof(coding), coding, "no coding that is written"),
    };

    /// <summary>Codes bytes; not all of them need come out at once.</summary>
    public void Write(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        _coder.Write(bytes);
        _isPending |= !bytes.IsEmpty;
        Take(output);
    }

    /// <summary>Brings out all that was written, so that the other side can decode it.</summary>
    public void Flush(IBufferWriter<byte> output)
    {
        if (_isPending)
        {
            _coder.Flush();
            _isPending = false;
            Take(output);
        }
    }

    /// <summary>Ends.</summary>
    public void Complete(IBufferWriter<byte> output)
    {
        _coder.Dispose();
        Take(output);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _coder.Dispose();
        _coded.Dispose();
    }

    private void Take(IBufferWriter<byte> output)
    {
        output.Write(_coded.GetBuffer().AsSpan(0, (int)_coded.Length));
        _coded.SetLength(0);
    }
}
