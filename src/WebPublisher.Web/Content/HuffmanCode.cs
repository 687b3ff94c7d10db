namespace WebPublisher.Web.Content;

/// <summary>A canonical Huffman code of DEFLATE (RFC 1951 section 3.2.2), made anew for each block that brings its own.</summary>
/// <param name="symbols">The most symbols it can have.</param>
internal sealed class HuffmanCode(int symbols)
{
    private const int LongestCode = 15;
    private const int DirectBits = 10;

    // By the next bits: symbol and length of its code. Zero where the code is longer or there is none.
    private readonly ushort[] _direct = new ushort[1 << DirectBits];
    private readonly ushort[] _count = new ushort[LongestCode + 1];
    private readonly ushort[] _symbols = new ushort[symbols];

    /// <summary>Makes the code of these lengths, one a symbol; 0 for a symbol that does not occur.</summary>
    /// <returns>Whether they are the lengths of a code: not more codes than there are, and fewer only where there is one symbol at most (section 3.2.7).</returns>
    public bool Make(ReadOnlySpan<byte> lengths)
    {
        Array.Clear(_count);
        Array.Clear(_direct);
        foreach (var length in lengths)
        {
            _count[length]++;
        }

        var used = lengths.Length - _count[0];
        _count[0] = 0;
        Span<int> offsets = stackalloc int[LongestCode + 1];
        Span<int> next = stackalloc int[LongestCode + 1];
        var left = 1;
        var code = 0;
        for (var bits = 1; bits <= LongestCode; bits++)
        {
            left = (left << 1) - _count[bits];
            if (left < 0)
            {
                return false;
            }

            code = (code + _count[bits - 1]) << 1;
            next[bits] = code;
            offsets[bits] = offsets[bits - 1] + _count[bits - 1];
        }

        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            var length = lengths[symbol];
            if (length == 0)
            {
                continue;
            }

            _symbols[offsets[length]++] = (ushort)symbol;
            var bits = next[length]++;
            if (length <= DirectBits)
            {
                for (var entry = Reverse(bits, length); entry < _direct.Length; entry += 1 << length)
                {
                    _direct[entry] = (ushort)((symbol << 4) | length);
                }
            }
        }

        return left == 0 || used <= 1;
    }

    /// <summary>Reads the symbol that <paramref name="bits"/> begin with, the first bit lowest.</summary>
    /// <returns>The symbol, and the length of its code; a length of 0 when there is none among <paramref name="available"/> bits, -1 when there is none at all.</returns>
    public (int Symbol, int Length) Read(ulong bits, int available)
    {
        var direct = _direct[(int)bits & ((1 << DirectBits) - 1)];
        if (direct != 0)
        {
            var length = direct & 0xF;
            return length <= available ? (direct >> 4, length) : (0, 0);
        }

        var (code, first, index) = (0, 0, 0);
        for (var length = 1; length <= LongestCode; length++)
        {
            if (length > available)
            {
                return (0, 0);
            }

            code |= (int)(bits & 1);
            bits >>= 1;
            var count = _count[length];
            if (code - count < first)
            {
                return (_symbols[index + code - first], length);
            }

            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }

        return (0, -1);
    }

    private static int Reverse(int code, int length)
    {
        var reversed = 0;
        for (var i = 0; i < length; i++)
        {
            reversed = (reversed << 1) | ((code >> i) & 1);
        }

        return reversed;
    }
}
