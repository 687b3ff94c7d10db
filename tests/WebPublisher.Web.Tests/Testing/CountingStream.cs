namespace WebPublisher.Web.Tests.Testing;

/// <summary>Passes bytes on, keeping what was read.</summary>
internal sealed class CountingStream(Stream inner) : Stream
{
    private readonly MemoryStream _read = new();

    /// <summary>Everything read so far.</summary>
    public byte[] Received => _read.ToArray();

    /// <summary>Lengths of the TLS records of application data read so far.</summary>
    public IReadOnlyList<int> ApplicationRecords
    {
        get
        {
            var lengths = new List<int>();
            var bytes = Received;
            for (var at = 0; at + 5 <= bytes.Length;)
            {
                var length = (bytes[at + 3] << 8) | bytes[at + 4];
                if (bytes[at] == 23)
                {
                    lengths.Add(length);
                }

                at += 5 + length;
            }

            return lengths;
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        _read.Write(buffer.Span[..count]);
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        _read.Dispose();
        base.Dispose(disposing);
    }
}
