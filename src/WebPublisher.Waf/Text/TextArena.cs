using System.Buffers;

namespace WebPublisher.Waf.Text;

/// <summary>
/// Where the texts of one transaction lie: blocks from a pool, filled one after the other and given back together. Nothing of a transaction outlives
/// <see cref="Reset"/>. Not thread safe: a transaction is judged by one thread at a time.
/// </summary>
public sealed class TextArena : IDisposable
{
    private const int BlockLength = 16 * 1024;
    private const int LongestKept = 64 * 1024;
    private readonly List<char[]> _full = [];
    private char[] _block = [];
    private int _used;

    /// <summary>Characters that were taken since the last <see cref="Reset"/>, for limits.</summary>
    public long Taken { get; private set; }

    /// <summary>Room for at most <paramref name="length"/> characters, not cleared. What of it is used is said by <see cref="Commit"/>; the next call gives the same room again otherwise.</summary>
    public Span<char> Reserve(int length)
    {
        if (_block.Length - _used < length)
        {
            if (_block.Length > 0)
            {
                _full.Add(_block);
            }

            _block = ArrayPool<char>.Shared.Rent(Math.Max(length, BlockLength));
            _used = 0;
        }

        return _block.AsSpan(_used, length);
    }

    /// <summary>Keeps the first characters of the room that was reserved last.</summary>
    public ByteText Commit(int length)
    {
        var text = new ByteText(_block, _used, length);
        _used += length;
        Taken += length;
        return length == 0 ? ByteText.Empty : text;
    }

    /// <summary>Keeps bytes.</summary>
    public ByteText Add(ReadOnlySpan<byte> bytes)
    {
        ByteText.Widen(bytes, Reserve(bytes.Length));
        return Commit(bytes.Length);
    }

    /// <summary>Keeps characters that stand for bytes already.</summary>
    public ByteText Add(ReadOnlySpan<char> characters)
    {
        characters.CopyTo(Reserve(characters.Length));
        return Commit(characters.Length);
    }

    /// <summary>Keeps a number in decimal digits.</summary>
    public ByteText AddNumber(long number)
    {
        const int MostDigits = 20;
        number.TryFormat(Reserve(MostDigits), out var length);
        return Commit(length);
    }

    /// <summary>Forgets everything; one block, unless it is large, is kept for the next transaction.</summary>
    public void Reset()
    {
        foreach (var block in _full)
        {
            ArrayPool<char>.Shared.Return(block);
        }

        _full.Clear();
        _used = 0;
        Taken = 0;
        if (_block.Length > LongestKept)
        {
            ArrayPool<char>.Shared.Return(_block);
            _block = [];
        }
    }

    /// <summary>Gives every block back.</summary>
    public void Dispose()
    {
        Reset();
        if (_block.Length > 0)
        {
            ArrayPool<char>.Shared.Return(_block);
            _block = [];
        }
    }
}
