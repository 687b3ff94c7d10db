using System.Buffers;

namespace WebPublisher.Waf.Bodies;

/// <summary>Bytes that come in pieces and are needed whole; grows in arrays from a pool.</summary>
internal sealed class ByteBuffer : IDisposable
{
    private const int FirstLength = 4096;
    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - Length < bytes.Length)
        {
            Grow(Length + bytes.Length);
        }

        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Clear() => Length = 0;

    public void Dispose()
    {
        Clear();
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }

    private void Grow(int length)
    {
        var grown = ArrayPool<byte>.Shared.Rent(Math.Max(length, Math.Max(FirstLength, _bytes.Length * 2)));
        Bytes.CopyTo(grown);
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = grown;
    }
}
