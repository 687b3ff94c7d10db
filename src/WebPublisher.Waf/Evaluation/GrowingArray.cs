using System.Buffers;
using System.Runtime.CompilerServices;

namespace WebPublisher.Waf.Evaluation;

/// <summary>
/// A list in an array from a pool. A small array is kept from one transaction to the next; a large one goes back, so that what one request with a thousand arguments took does
/// not stay with each of the transactions that are kept.
/// </summary>
/// <typeparam name="T">What it holds.</typeparam>
/// <param name="mostKept">How long an array is kept.</param>
internal struct GrowingArray<T>(int mostKept)
{
    private T[]? _items;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>One of them.</summary>
    public readonly ref T this[int index] => ref _items![index];

    /// <summary>All of them.</summary>
    public readonly ReadOnlySpan<T> Items => _items.AsSpan(0, Count);

    /// <summary>Adds one.</summary>
    public void Add(T item)
    {
        Reserve(Count + 1);
        _items![Count++] = item;
    }

    /// <summary>Adds some, each of them all zeros.</summary>
    public Span<T> AddCleared(int count)
    {
        Reserve(Count + count);
        var added = _items.AsSpan(Count, count);
        added.Clear();
        Count += count;
        return added;
    }

    /// <summary>Makes room for so many in all.</summary>
    public void Reserve(int count)
    {
        if (_items is null || count > _items.Length)
        {
            Grow(count);
        }
    }

    /// <summary>Forgets all of them.</summary>
    public void Reset()
    {
        Count = 0;
        if (_items?.Length > mostKept)
        {
            Return(_items);
            _items = null;
        }
    }

    private void Grow(int count)
    {
        var grown = ArrayPool<T>.Shared.Rent(Math.Max(Math.Max(16, count), Count * 2));
        if (_items is { } items)
        {
            items.CopyTo(grown, 0);
            Return(items);
        }

        _items = grown;
    }

    private static void Return(T[] items) => ArrayPool<T>.Shared.Return(items, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
}
