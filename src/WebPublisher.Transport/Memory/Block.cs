using System.Buffers;

namespace WebPublisher.Transport.Memory;

/// <summary>One rented buffer. Goes back to its pool once, whoever disposes it how often: a block returned twice would hand one client's bytes to another.</summary>
internal sealed class Block(BlockPool pool) : IMemoryOwner<byte>
{
    // Pinned once at birth, because every block is handed to the kernel sooner or later.
    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(BlockPool.BlockSize, pinned: true);
    private int _free;

    public Memory<byte> Memory => _bytes;

    public void Take() => Volatile.Write(ref _free, 0);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _free, 1) == 0)
        {
            pool.Return(this);
        }
    }
}
