using System.Numerics;

namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>Some of the 256 bytes. Whatever stands for one character in a pattern is one of these: case and classes are resolved when it is read.</summary>
internal readonly record struct ByteSet(ulong A, ulong B, ulong C, ulong D)
{
    public static readonly ByteSet None;
    public static readonly ByteSet All = new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);
    public static readonly ByteSet NewLine = Of('\n');
    public static readonly ByteSet Digits = Range('0', '9');
    public static readonly ByteSet Lower = Range('a', 'z');
    public static readonly ByteSet Upper = Range('A', 'Z');
    public static readonly ByteSet Word = Lower | Upper | Digits | Of('_');

    // White space of PCRE: \s has had the vertical tab since 8.34. \h and \v are of Latin-1, wherever the rest of it is not.
    public static readonly ByteSet Space = Range('\t', '\r') | Of(' ');
    public static readonly ByteSet HorizontalSpace = Of('\t') | Of(' ') | Of(0xA0);
    public static readonly ByteSet VerticalSpace = Range('\n', '\r') | Of(0x85);

    public bool IsEmpty => this == None;

    public int Count => BitOperations.PopCount(A) + BitOperations.PopCount(B) + BitOperations.PopCount(C) + BitOperations.PopCount(D);

    public static ByteSet operator |(ByteSet left, ByteSet right) => new(left.A | right.A, left.B | right.B, left.C | right.C, left.D | right.D);

    public static ByteSet operator &(ByteSet left, ByteSet right) => new(left.A & right.A, left.B & right.B, left.C & right.C, left.D & right.D);

    public static ByteSet operator ~(ByteSet set) => new(~set.A, ~set.B, ~set.C, ~set.D);

    public static ByteSet Of(int value)
    {
        var bit = 1UL << (value & 63);
        return (value >> 6) switch
        {
            0 => new(bit, 0, 0, 0),
            1 => new(0, bit, 0, 0),
            2 => new(0, 0, bit, 0),
            _ => new(0, 0, 0, bit),
        };
    }

    public static ByteSet Range(int first, int last)
    {
        var set = None;
        for (var value = first; value <= last; value++)
        {
            set |= Of(value);
        }

        return set;
    }

    public bool Contains(int value) => ((value >> 6) switch { 0 => A, 1 => B, 2 => C, _ => D } >> (value & 63) & 1) != 0;

    /// <summary>With the other case of each ASCII letter; beyond ASCII nothing has a case here.</summary>
    public ByteSet IgnoringCase()
    {
        const ulong Letters = 0x07FF_FFFE;
        var capitals = B & Letters;
        var smalls = (B >> 32) & Letters;
        return this with { B = B | (capitals << 32) | smalls };
    }

    /// <summary>Its bytes, ascending.</summary>
    public IEnumerable<byte> Values()
    {
        for (var value = 0; value < 256; value++)
        {
            if (Contains(value))
            {
                yield return (byte)value;
            }
        }
    }
}
