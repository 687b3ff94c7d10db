using System.Buffers;

namespace WebPublisher.Transport.Memory;

/// <summary>
/// Buffers for the connections of one I/O queue. Blocks hold 16 KiB, the largest plaintext of a TLS record (RFC 8446 section 5.1): Kestrel's own 4 KiB blocks make
/// four records, four system calls and four times the cipher's fixed cost of each response block. The block that came back last is rented first: its bytes are
/// still in the processor's cache, while a queue would go round through all of them and find each one gone.
/// </summary>
public sealed class BlockPool : MemoryPool<byte>
{
    /// <summary>Bytes of a block.</summary>
    public const int BlockSize = 16 * 1024;

    /// <summary>Free blocks kept at most (8 MiB); what comes back beyond is left to the garbage collector.</summary>
    public const int MaximumFree = 512;

    private readonly Lock _gate = new();
    private readonly Stack<Block> _blocks = new();
    private int _lowest;
    private bool _disposed;

    /// <inheritdoc/>
    public override int MaxBufferSize => BlockSize;

    /// <summary>Free blocks held now.</summary>
    public int Free
    {
        get
        {
            lock (_gate)
            {
                return _blocks.Count;
            }
        }
    }

    /// <inheritdoc/>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockSize);
        Block? block;
        lock (_gate)
        {
            if (!_blocks.TryPop(out block))
            {
                _lowest = 0;
            }
            else if (_blocks.Count < _lowest)
            {
                _lowest = _blocks.Count;
            }
        }

        if (block is null)
        {
            return new Block(this);
        }

        block.Take();
        return block;
    }

    /// <summary>Lets go of half the blocks that nobody needed since the last call, so that memory follows the load down after a peak.</summary>
    public void Evict()
    {
        lock (_gate)
        {
            for (var idle = (_lowest + 1) / 2; idle > 0; idle--)
            {
                _blocks.Pop();
            }

            _lowest = _blocks.Count;
        }
    }

    internal void Return(Block block)
    {
        lock (_gate)
        {
            // A pool outlives its connections by contract; one that is late all the same must not fail, so a disposed pool merely keeps nothing.
            if (!_disposed && _blocks.Count < MaximumFree)
            {
                _blocks.Push(block);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        lock (_gate)
        {
            _disposed = true;
            _blocks.Clear();
            _lowest = 0;
        }
    }
}
