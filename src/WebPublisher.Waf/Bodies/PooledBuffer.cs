using System.Buffers;

namespace WebPublisher.Waf.Bodies;

/// <summary>Bytes or characters that come in pieces and are needed whole; grows in arrays from a pool.</summary>
internal sealed class PooledBuffer<T> : IDisposable
    where T : unmanaged
{
    private const int FirstLength = 4096;
    private T[] _items = [];

    public int Length { get; private set; }

    public ReadOnlySpan<T> Span => _items.AsSpan(0, Length);

    public ArraySegment<T> Segment => new(_items, 0, Length);

    public void Append(ReadOnlySpan<T> items)
    {
        if (_items.Length - Length < items.Length)
        {
            Grow(Length + items.Length);
        }

        items.CopyTo(_items.AsSpan(Length));
        Length += items.Length;
    }

    public void Truncate(int length) => Length = length;

    public void Clear() => Length = 0;

    public void Dispose()
    {
        Clear();
        if (_items.Length > 0)
        {
            ArrayPool<T>.Shared.Return(_items);
            _items = [];
        }
    }

    private void Grow(int length)
    {
        var grown = ArrayPool<T>.Shared.Rent(Math.Max(length, Math.Max(FirstLength, _items.Length * 2)));
        Span.CopyTo(grown);
        if (_items.Length > 0)
        {
            ArrayPool<T>.Shared.Return(_items);
        }

        _items = grown;
    }
}
