using System.Buffers;
using System.Collections.Concurrent;

namespace WebPublisher.Transport.Memory;

/// <summary>
/// Buffers for the connections of one I/O queue. Blocks hold 16 KiB, the largest plaintext of a TLS record (RFC 8446 section 5.1): Kestrel's own 4 KiB blocks make
/// four records, four system calls and four times the cipher's fixed cost of each response block.
/// </summary>
public sealed class BlockPool : MemoryPool<byte>
{
    /// <summary>Bytes of a block.</summary>
    public const int BlockSize = 16 * 1024;

    /// <summary>Free blocks kept at most (8 MiB); what comes back beyond is left to the garbage collector.</summary>
    public const int MaximumFree = 512;

    private readonly ConcurrentQueue<Block> _blocks = new();
    private int _free;
    private int _lowest;
    private bool _disposed;

    /// <inheritdoc/>
    public override int MaxBufferSize => BlockSize;

    /// <summary>Free blocks held now.</summary>
    public int Free => Volatile.Read(ref _free);

    /// <inheritdoc/>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockSize);
        if (!_blocks.TryDequeue(out var block))
        {
            return new Block(this);
        }

        var left = Interlocked.Decrement(ref _free);
        if (left < Volatile.Read(ref _lowest))
        {
            Volatile.Write(ref _lowest, left);
        }

        block.Take();
        return block;
    }

    /// <summary>Lets go of half the blocks that nobody needed since the last call, so that memory follows the load down after a peak.</summary>
    public void Evict()
    {
        for (var idle = (Volatile.Read(ref _lowest) + 1) / 2; idle > 0 && _blocks.TryDequeue(out _); idle--)
        {
            Interlocked.Decrement(ref _free);
        }

        Volatile.Write(ref _lowest, Free);
    }

    internal void Return(Block block)
    {
        // A pool outlives its connections by contract; one that is late all the same must not fail, so a disposed pool merely keeps nothing.
        if (_disposed || Interlocked.Increment(ref _free) > MaximumFree)
        {
            if (!_disposed)
            {
                Interlocked.Decrement(ref _free);
            }

            return;
        }

        _blocks.Enqueue(block);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        _blocks.Clear();
        Volatile.Write(ref _free, 0);
    }
}
