namespace WebPublisher.Telemetry;

/// <summary>Lines gathered one after the other, up to a limit. For one thread at a time.</summary>
internal sealed class LineBatch
{
    /// <summary>Most it holds, in bytes.</summary>
    public const int Capacity = 4 * 1024 * 1024;

    private const int UsualSize = 64 * 1024;

    // What a busy server gathers while a batch is being written.
    private const int LargestKept = 512 * 1024;

    private byte[] _bytes = new byte[UsualSize];

    /// <summary>Bytes gathered.</summary>
    public int Length { get; private set; }

    /// <summary>Lines gathered.</summary>
    public int Lines { get; private set; }

    /// <summary>All lines.</summary>
    public ReadOnlySpan<byte> Content => _bytes.AsSpan(0, Length);

    /// <summary>Adds a line.</summary>
    /// <returns>False, and nothing added, when it does not fit.</returns>
    public bool TryAdd(ReadOnlySpan<byte> line)
    {
        if (line.Length > Capacity - Length)
        {
            return false;
        }

        if (line.Length > _bytes.Length - Length)
        {
            Array.Resize(ref _bytes, Math.Min(Capacity, Math.Max(2 * _bytes.Length, Length + line.Length)));
        }

        line.CopyTo(_bytes.AsSpan(Length));
        Length += line.Length;
        Lines++;
        return true;
    }

    /// <summary>Forgets the lines, and the memory that a blocked output made it take.</summary>
    public void Clear()
    {
        (Length, Lines) = (0, 0);
        if (_bytes.Length > LargestKept)
        {
            _bytes = new byte[UsualSize];
        }
    }
}
