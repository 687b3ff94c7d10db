using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace WebPublisher.Transport.Memory;

/// <summary>Makes the pools Kestrel's socket transport asks for, one for each I/O queue of a listener, and evicts from all of them every ten seconds.</summary>
internal sealed class BlockPoolFactory : IMemoryPoolFactory<byte>, IDisposable
{
    private static readonly TimeSpan s_evictionPeriod = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<WeakReference<BlockPool>, object?> _pools = new();
    private readonly ITimer _eviction;

    public BlockPoolFactory(TimeProvider time) => _eviction = time.CreateTimer(static state => ((BlockPoolFactory)state!).Evict(), this, s_evictionPeriod, s_evictionPeriod);

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null)
    {
        var pool = new BlockPool();
        _pools.TryAdd(new WeakReference<BlockPool>(pool), null);
        return pool;
    }

    public void Dispose() => _eviction.Dispose();

    private void Evict()
    {
        foreach (var (reference, _) in _pools)
        {
            if (reference.TryGetTarget(out var pool))
            {
                pool.Evict();
            }
            else
            {
                _pools.TryRemove(reference, out _);
            }
        }
    }
}
