using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace WebPublisher.Waf.Matching;

/// <summary>
/// Which literals hold which sequence of some bytes, and where. Whether any does is told by two bits of one word of a table that fits into the processor's nearest cache
/// beside the text; that they are set by chance is rare.
/// </summary>
internal sealed class GramTable
{
    /// <summary>How many bytes the longest sequences have.</summary>
    public const int LongestGram = sizeof(ulong);

    // 2^32 divided by the golden ratio, and an odd number unrelated to it: close sequences get bits far apart.
    private const uint Multiplier = 0x9E3779B1;
    private const uint HighMultiplier = 0x85EBCA6B;
    private const int FirstBitShift = 12;
    private const int SecondBitShift = 6;
    private const uint BitMask = 31;

    private readonly uint[] _words;
    private readonly int _wordShift;
    private readonly ulong _mask;
    private readonly bool _isLong;
    private readonly GramEntry[] _entries;
    private readonly Slot[] _slots;
    private readonly int _slotShift;

    /// <param name="wordBits">The table has two to the power of so many words, at least 5.</param>
    /// <param name="length">How many bytes a sequence has, up to 8.</param>
    /// <param name="entries">The literals' sequences.</param>
    public GramTable(int wordBits, int length, IEnumerable<GramEntry> entries)
    {
        _words = new uint[1 << wordBits];
        _wordShift = 32 - wordBits;
        _mask = GramEntry.MaskOf(length);
        _isLong = length > sizeof(uint);
        _entries = [.. entries.OrderBy(entry => entry.Gram)];
        var slotBits = BitOperations.Log2((uint)_entries.Length + 1) + 2;
        _slotShift = 32 - slotBits;
        _slots = new Slot[1 << slotBits];
        for (var start = 0; start < _entries.Length;)
        {
            var gram = _entries[start].Gram;
            var end = start;
            while (end < _entries.Length && _entries[end].Gram == gram)
            {
                end++;
            }

            var hash = Hash(gram);
            _words[hash >> _wordShift] |= (1u << (int)(hash >> FirstBitShift)) | (1u << (int)(hash >> SecondBitShift));
            _slots[FindSlot(gram)] = new Slot(gram, start, end);
            start = end;
        }
    }

    /// <summary>Which of the eight places from one on may have a sequence, the lowest bit for the first.</summary>
    /// <param name="place">The first place; 16 bytes are read.</param>
    public uint Test(ref byte place) => Avx2.IsSupported ? TestGathered(ref place) : TestEach(ref place);

    /// <summary>The literals that hold the sequence that a window begins with.</summary>
    public ReadOnlySpan<GramEntry> Of(ulong window)
    {
        ref readonly var slot = ref _slots[FindSlot(window & _mask)];
        return _entries.AsSpan(slot.Start..slot.End);
    }

    /// <summary>The eight bytes at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Window(ref byte place)
    {
        var window = Unsafe.ReadUnaligned<ulong>(ref place);
        return BitConverter.IsLittleEndian ? window : BinaryPrimitives.ReverseEndianness(window);
    }

    /// <summary>Two products of 32 bits, which vectors have too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Hash(ulong gram) => ((uint)gram * Multiplier) + (_isLong ? (uint)(gram >> 32) * HighMultiplier : 0);

    /// <summary>The same without vectors.</summary>
    internal uint TestEach(ref byte place)
    {
        ref var words = ref MemoryMarshal.GetArrayDataReference(_words);
        var places = 0u;
        for (var i = 0; i < Vector256<uint>.Count; i++)
        {
            var hash = Hash(Window(ref Unsafe.Add(ref place, i)) & _mask);
            var word = Unsafe.Add(ref words, hash >> _wordShift);
            places |= ((word >> (int)(hash >> FirstBitShift)) & (word >> (int)(hash >> SecondBitShift)) & 1) << i;
        }

        return places;
    }

    private unsafe uint TestGathered(ref byte place)
    {
        var sixteen = Vector128.LoadUnsafe(ref place);
        var bytes = Vector256.Create(sixteen, sixteen);
        var grams = Avx2.Shuffle(
            bytes,
            Vector256.Create((byte)0, 1, 2, 3, 1, 2, 3, 4, 2, 3, 4, 5, 3, 4, 5, 6, 4, 5, 6, 7, 5, 6, 7, 8, 6, 7, 8, 9, 7, 8, 9, 10)).AsUInt32();
        var hashes = (grams & Vector256.Create((uint)_mask)) * Vector256.Create(Multiplier);
        if (_isLong)
        {
            var high = Avx2.Shuffle(
                bytes,
                Vector256.Create((byte)4, 5, 6, 7, 5, 6, 7, 8, 6, 7, 8, 9, 7, 8, 9, 10, 8, 9, 10, 11, 9, 10, 11, 12, 10, 11, 12, 13, 11, 12, 13, 14)).AsUInt32();
            hashes += (high & Vector256.Create((uint)(_mask >> 32))) * Vector256.Create(HighMultiplier);
        }

        fixed (uint* words = _words)
        {
            // No hash has more bits than its table.
            var found = Avx2.GatherVector256(words, Vector256.ShiftRightLogical(hashes, _wordShift).AsInt32(), sizeof(uint));
            var mask = Vector256.Create(BitMask);
            var first = Avx2.ShiftRightLogicalVariable(found, Vector256.ShiftRightLogical(hashes, FirstBitShift) & mask);
            var second = Avx2.ShiftRightLogicalVariable(found, Vector256.ShiftRightLogical(hashes, SecondBitShift) & mask);
            return Vector256.ExtractMostSignificantBits(Vector256.ShiftLeft(first & second, (int)BitMask));
        }
    }

    /// <summary>Where the sequence is, or the empty slot where it would be; half of the slots at most are taken.</summary>
    private uint FindSlot(ulong gram)
    {
        var at = Hash(gram) >> _slotShift;
        while (_slots[at].End != 0 && _slots[at].Gram != gram)
        {
            at = (at + 1) & (uint)(_slots.Length - 1);
        }

        return at;
    }

    private readonly record struct Slot(ulong Gram, int Start, int End);
}
