using System.Buffers;
using System.IO.Pipelines;
using WebPublisher.Transport.Memory;

namespace WebPublisher.Transport.Tls;

/// <summary>The decrypted side of a TLS connection, as the rest of the product reads and writes it.</summary>
internal sealed class TlsTransport : IDuplexPipe
{
    public TlsTransport(Stream tls, MemoryPool<byte> memory)
    {
        // An idle connection waits with a read of no bytes and so holds no buffer. A whole block is written as one record.
        Input = PipeReader.Create(tls, new StreamPipeReaderOptions(memory, BlockPool.BlockSize, minimumReadSize: 1024, leaveOpen: true, useZeroByteReads: true));
        Output = PipeWriter.Create(tls, new StreamPipeWriterOptions(memory, minimumBufferSize: 4096, leaveOpen: true));
    }

    public PipeReader Input { get; }

    public PipeWriter Output { get; }
}
