using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace WebPublisher.Mail.Scoring.Learning;

/// <summary>
/// Hashes tokens with the key of an installation (SipHash-1-3), so that what was learned cannot be read back, nor collisions be made, by whoever does not have the key.
/// </summary>
public sealed class TokenKey
{
    /// <summary>Octets of a key.</summary>
    public const int Length = 16;

    private readonly ulong _first;
    private readonly ulong _second;

    /// <summary>Takes a key.</summary>
    /// <param name="octets"><see cref="Length"/> octets, random for each installation.</param>
    public TokenKey(ReadOnlySpan<byte> octets)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(octets.Length, Length);
        _first = BinaryPrimitives.ReadUInt64LittleEndian(octets);
        _second = BinaryPrimitives.ReadUInt64LittleEndian(octets[8..]);
    }

    /// <summary>The hash of a token of a family.</summary>
    public ulong Hash(ulong family, ReadOnlySpan<char> token)
    {
        var v0 = _first ^ 0x736f6d6570736575UL;
        var v1 = _second ^ 0x646f72616e646f6dUL;
        var v2 = _first ^ 0x6c7967656e657261UL;
        var v3 = _second ^ 0x7465646279746573UL;
        Mix(ref v0, ref v1, ref v2, ref v3, family);
        var octets = MemoryMarshal.AsBytes(token);
        var length = octets.Length;
        while (octets.Length >= 8)
        {
            Mix(ref v0, ref v1, ref v2, ref v3, BinaryPrimitives.ReadUInt64LittleEndian(octets));
            octets = octets[8..];
        }

        Span<byte> tail = stackalloc byte[8];
        tail.Clear();
        octets.CopyTo(tail);
        tail[7] = (byte)length;
        Mix(ref v0, ref v1, ref v2, ref v3, BinaryPrimitives.ReadUInt64LittleEndian(tail));
        v2 ^= 0xff;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static void Mix(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3, ulong word)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
