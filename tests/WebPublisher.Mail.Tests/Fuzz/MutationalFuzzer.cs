namespace WebPublisher.Mail.Tests.Fuzz;

/// <summary>Makes inputs by damaging well-formed ones. The same seed makes the same inputs.</summary>
internal sealed class MutationalFuzzer
{
    private const int MaximumLength = 4096;

    private readonly IReadOnlyList<byte[]> _corpus;
    private readonly byte[] _buffer = new byte[MaximumLength];
    private ulong _state;
    private int _length;

    public MutationalFuzzer(IReadOnlyList<byte[]> corpus, ulong seed)
    {
        _corpus = corpus;

        // A seed of few bits would leave the first numbers alike.
        _state = (seed + 1) * 0x9E3779B97F4A7C15;
    }

    private static ReadOnlySpan<byte> Interesting => "\r\n\r\n.\0 <>@:\"\\=+;,-[]%!\t\v\x7f0925"u8;

    /// <summary>The next input; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Next()
    {
        var start = _corpus[Choose(_corpus.Count)];
        start.CopyTo(_buffer, 0);
        _length = start.Length;
        for (var count = Choose(8); count > 0; count--)
        {
            Mutate();
        }

        return _buffer.AsMemory(0, _length);
    }

    /// <summary>A number from 0 up to but not including <paramref name="bound"/>.</summary>
    public int Choose(int bound)
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return (int)((_state * 0x2545F4914F6CDD1D >> 33) % (uint)Math.Max(1, bound));
    }

    private void Mutate()
    {
        var at = Choose(_length + 1);
        switch (Choose(9))
        {
            case 0 when at < _length:
                _buffer[at] ^= (byte)(1 << Choose(8));
                break;
            case 1 when at < _length:
                _buffer[at] = Interesting[Choose(Interesting.Length)];
                break;
            case 2:
                Insert(at, Interesting.Slice(Choose(Interesting.Length), 1));
                break;
            case 3:
                Remove(at, 1 + Choose(8));
                break;
            case 4:
                _length = at;
                break;
            case 5:
                var other = _corpus[Choose(_corpus.Count)];
                var from = Choose(other.Length);
                Insert(at, other.AsSpan(from, Choose(other.Length - from + 1)));
                break;
            case 6 when at < _length:
                Insert(at, _buffer.AsSpan(at, Math.Min(_length - at, 1 + Choose(64))).ToArray());
                break;
            case 7:
                Insert(at, "\r\n.\r\n"u8[Choose(5)..]);
                break;
            case 8:
                Span<byte> run = stackalloc byte[1 + Choose(600)];
                run.Fill(at < _length ? _buffer[at] : (byte)Choose(256));
                Insert(at, run);
                break;
        }
    }

    private void Insert(int at, ReadOnlySpan<byte> octets)
    {
        octets = octets[..Math.Min(octets.Length, MaximumLength - _length)];
        _buffer.AsSpan(at, _length - at).CopyTo(_buffer.AsSpan(at + octets.Length));
        octets.CopyTo(_buffer.AsSpan(at));
        _length += octets.Length;
    }

    private void Remove(int at, int count)
    {
        count = Math.Min(count, _length - at);
        _buffer.AsSpan(at + count, _length - at - count).CopyTo(_buffer.AsSpan(at));
        _length -= count;
    }
}
