namespace WebPublisher.EndToEnd.Tests.FrontEnds;

/// <summary>So many bytes that nobody holds. They repeat at a distance that no buffer has, so that a piece too many, too few or in the wrong place is seen.</summary>
internal sealed class PatternStream(long length) : Stream
{
    // A prime near a MiB.
    private static readonly byte[] s_pattern = Pattern(1_048_573);

    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        var at = (int)(_position % s_pattern.Length);
        var count = (int)Math.Min(Math.Min(buffer.Length, length - _position), s_pattern.Length - at);
        s_pattern.AsSpan(at, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static byte[] Pattern(int size)
    {
        var bytes = new byte[size];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
