using System.Buffers;

namespace WebPublisher.Mail.Messages;

/// <summary>Keeps the beginning of what it is given, in memory that is borrowed.</summary>
internal sealed class TextKeeper(int most) : IDisposable
{
    private const int First = 4096;

    private char[] _text = [];
    private int _count;

    /// <summary>Whether something was left out.</summary>
    public bool IsCut { get; private set; }

    public void Append(ReadOnlySpan<char> text)
    {
        var count = Math.Min(text.Length, most - _count);
        IsCut |= count < text.Length;
        if (_count + count > _text.Length)
        {
            Grow(_count + count);
        }

        text[..count].CopyTo(_text.AsSpan(_count));
        _count += count;
    }

    /// <summary>Begins a line, unless nothing is there or a line has just ended.</summary>
    public void BeginLine()
    {
        if (_count > 0 && _text[_count - 1] != '\n')
        {
            Append("\n");
        }
    }

    public override string ToString() => new(_text, 0, _count);

    public void Dispose()
    {
        if (_text.Length > 0)
        {
            ArrayPool<char>.Shared.Return(_text);
            _text = [];
            _count = 0;
        }
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(needed, Math.Max(First, 2 * _count)));
        _text.AsSpan(0, _count).CopyTo(larger);
        if (_text.Length > 0)
        {
            ArrayPool<char>.Shared.Return(_text);
        }

        _text = larger;
    }
}
