using System.Buffers;

namespace WebPublisher.Smtp.Spool;

/// <summary>Holds the content of one message while it is judged and sent on: in memory up to a bound, then in a temporary file that is deleted in every case.</summary>
public sealed class ContentSpool : IAsyncDisposable
{
    /// <summary>Bytes held so far.</summary>
    public long Length => throw new NotSupportedException();

    /// <summary>Takes clean content: lines end in CRLF, dots are unstuffed.</summary>
    public ValueTask AppendAsync(ReadOnlySequence<byte> content, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>The content from its beginning; may be read more than once, not while it is appended to.</summary>
    public Stream OpenRead() => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
