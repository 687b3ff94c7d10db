using System.Buffers;

namespace WebPublisher.Smtp.Spool;

/// <summary>
/// Holds the content of one message while it is judged and sent on: in memory up to a bound, then in a temporary file that is deleted in every case. Not
/// thread-safe.
/// </summary>
public sealed class ContentSpool : IAsyncDisposable
{
    // Large enough that a usual message is one block, small enough that a short one wastes little.
    private const int BlockSize = 16 * 1024;

    private readonly SpoolArea _area;
    private readonly List<byte[]> _blocks = [];
    private FileStream? _file;
    private bool _disposed;

    internal ContentSpool(SpoolArea area) => _area = area;

    /// <summary>Bytes held so far.</summary>
    public long Length { get; private set; }

    /// <summary>Whether a file holds the content.</summary>
    internal bool IsOnDisk => _file is not null;

    /// <summary>Takes clean content: lines end in CRLF, dots are unstuffed.</summary>
    /// <exception cref="SpoolException">There is no room for it; what was held is of no more use.</exception>
    public ValueTask AppendAsync(ReadOnlySequence<byte> content, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_file is null && TryKeep(content))
        {
            return ValueTask.CompletedTask;
        }

        return WriteAsync(content, cancellationToken);
    }

    /// <summary>The content from its beginning; may be read more than once, not while it is appended to.</summary>
    public Stream OpenRead()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new SpoolReader(this);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        ReleaseMemory();
        if (_file is not null)
        {
            await _file.DisposeAsync();
        }
    }

    /// <summary>Reads from a position.</summary>
    /// <returns>Bytes read; 0 at the end.</returns>
    /// <exception cref="SpoolException">The file cannot be read.</exception>
    internal ValueTask<int> ReadAsync(long position, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var count = (int)Math.Min(buffer.Length, Length - position);
        if (count <= 0)
        {
            return ValueTask.FromResult(0);
        }

        if (_file is not null)
        {
            return ReadFileAsync(_file, position, buffer[..count], cancellationToken);
        }

        var (block, offset) = Math.DivRem(position, BlockSize);
        count = Math.Min(count, BlockSize - (int)offset);
        _blocks[(int)block].AsMemory((int)offset, count).CopyTo(buffer);
        return ValueTask.FromResult(count);
    }

    /// <summary>Keeps content in memory; changes nothing when that has no room for all of it.</summary>
    private bool TryKeep(ReadOnlySequence<byte> content)
    {
        if (Length + content.Length > _area.Options.MemoryPerMessage)
        {
            return false;
        }

        var blocks = (int)((Length + content.Length + BlockSize - 1) / BlockSize);
        while (_blocks.Count < blocks)
        {
            if (!_area.TryReserve(BlockSize))
            {
                return false;
            }

            _blocks.Add(ArrayPool<byte>.Shared.Rent(BlockSize));
        }

        foreach (var segment in content)
        {
            var rest = segment.Span;
            while (!rest.IsEmpty)
            {
                var (block, offset) = Math.DivRem(Length, BlockSize);
                var count = Math.Min(rest.Length, BlockSize - (int)offset);
                rest[..count].CopyTo(_blocks[(int)block].AsSpan((int)offset));
                rest = rest[count..];
                Length += count;
            }
        }

        return true;
    }

    private async ValueTask WriteAsync(ReadOnlySequence<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            if (_file is null)
            {
                _file = _area.CreateFile();
                await RandomAccess.WriteAsync(_file.SafeFileHandle, Held(), fileOffset: 0, cancellationToken);
                ReleaseMemory();
            }

            foreach (var segment in content)
            {
                await RandomAccess.WriteAsync(_file.SafeFileHandle, segment, Length, cancellationToken);
                Length += segment.Length;
            }
        }
        catch (IOException e) when (e is not SpoolException)
        {
            throw new SpoolException($"{Length + content.Length} bytes of content cannot be held: {e.Message}", e);
        }
    }

    private List<ReadOnlyMemory<byte>> Held()
    {
        var held = new List<ReadOnlyMemory<byte>>(_blocks.Count);
        for (long at = 0; at < Length; at += BlockSize)
        {
            held.Add(_blocks[held.Count].AsMemory(0, (int)Math.Min(Length - at, BlockSize)));
        }

        return held;
    }

    private static async ValueTask<int> ReadFileAsync(FileStream file, long position, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            var count = await RandomAccess.ReadAsync(file.SafeFileHandle, buffer, position, cancellationToken);

            // The file is as long as what was written, or the disk lies: a message cut short must not go out as if it were whole.
            return count > 0 ? count : throw new EndOfStreamException($"the temporary file ends at {position}");
        }
        catch (IOException e)
        {
            throw new SpoolException($"content cannot be read back: {e.Message}", e);
        }
    }

    private void ReleaseMemory()
    {
        foreach (var block in _blocks)
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        _area.Release((long)_blocks.Count * BlockSize);
        _blocks.Clear();
    }
}
