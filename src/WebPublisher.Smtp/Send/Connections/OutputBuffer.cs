using System.Buffers;

namespace WebPublisher.Smtp.Send.Connections;

/// <summary>Gathers octets to send in pooled memory, which it holds only while there are any.</summary>
internal sealed class OutputBuffer : IBufferWriter<byte>, IDisposable
{
    private const int LeastSize = 512;

    private byte[] _octets = [];

    /// <summary>Octets gathered.</summary>
    public int Count { get; private set; }

    /// <summary>The octets gathered, until the next write.</summary>
    public ReadOnlyMemory<byte> Written => _octets.AsMemory(0, Count);

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_octets.Length - Count), nameof(count));
        Count += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _octets.AsMemory(Count);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _octets.AsSpan(Count);
    }

    /// <summary>Forgets the octets and keeps the memory for the next.</summary>
    public void Clear() => Count = 0;

    /// <summary>Gives the memory back, wiped: commands may have held credentials. The buffer can be used again.</summary>
    public void Dispose()
    {
        if (_octets.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_octets, clearArray: true);
            _octets = [];
        }

        Count = 0;
    }

    private void Reserve(int sizeHint)
    {
        var needed = Count + Math.Max(sizeHint, 1);
        if (needed <= _octets.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(LeastSize, Math.Max(needed, 2 * _octets.Length)));
        Written.CopyTo(larger);
        var count = Count;
        Dispose();
        _octets = larger;
        Count = count;
    }
}
