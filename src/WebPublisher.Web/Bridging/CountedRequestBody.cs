namespace WebPublisher.Web.Bridging;

/// <summary>Counts a request's body on its way, and knows whether it was begun: from then on the request cannot be sent a second time.</summary>
internal sealed class CountedRequestBody(Stream inner) : Stream
{
    /// <summary>The body underneath.</summary>
    public Stream Inner => inner;

    /// <summary>Whether it was read from at all; the client may have been told to continue.</summary>
    public bool Begun { get; private set; }

    /// <summary>Bytes read so far.</summary>
    public long Bytes { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Begun = true;
        var read = inner.ReadAsync(buffer, cancellationToken);
        if (!read.IsCompletedSuccessfully)
        {
            return CountAsync(read);
        }

        var bytes = read.Result;
        Bytes += bytes;
        return new ValueTask<int>(bytes);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        Begun = true;
        var bytes = inner.Read(buffer, offset, count);
        Bytes += bytes;
        return bytes;
    }

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask<int> CountAsync(ValueTask<int> read)
    {
        var bytes = await read;
        Bytes += bytes;
        return bytes;
    }
}
