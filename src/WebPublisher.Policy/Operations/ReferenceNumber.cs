using System.Buffers.Binary;
using System.Security.Cryptography;

namespace WebPublisher.Policy.Operations;

/// <summary>
/// Numbers requests and messages so that a user can read the number out and an operator can find the record: 16 characters of Crockford's base 32 (no I, L, O, U) in groups of four,
/// such as <c>2P5Z-K8R0-7XQE-M3WD</c>.
/// <para>
/// The first eight are the time in milliseconds (40 bits, 34 years from 2025), so that numbers sort by time; the last eight are 40 random bits, so that numbers of several
/// nodes or restarts do not meet and none can be derived from another.
/// </para>
/// </summary>
public static class ReferenceNumber
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int RandomBytes = 5;
    private const int TimeBits = 40;

    /// <summary>The system's random source costs more than all the rest, so each thread draws many numbers' worth at once.</summary>
    private const int Stock = 64 * RandomBytes;

    private static readonly DateTimeOffset s_epoch = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [ThreadStatic]
    private static byte[]? t_stock;

    [ThreadStatic]
    private static int t_used;

    /// <summary>A new number for what began at <paramref name="instant"/>.</summary>
    public static string New(DateTimeOffset instant)
    {
        var milliseconds = (ulong)(instant - s_epoch).TotalMilliseconds & ((1UL << TimeBits) - 1);
        return string.Create(19, (milliseconds, Random()), static (text, parts) =>
        {
            Write(text, parts.milliseconds);
            text[9] = '-';
            Write(text[10..], parts.Item2);
        });
    }

    private static void Write(Span<char> text, ulong bits)
    {
        for (var i = 8; i >= 0; i--)
        {
            if (i == 4)
            {
                text[i] = '-';
                continue;
            }

            text[i] = Alphabet[(int)(bits & 31)];
            bits >>= 5;
        }
    }

    private static ulong Random()
    {
        if (t_stock is null || t_used == Stock)
        {
            t_stock ??= new byte[Stock];
            RandomNumberGenerator.Fill(t_stock);
            t_used = 0;
        }

        var drawn = t_stock.AsSpan(t_used, RandomBytes);
        t_used += RandomBytes;
        return ((ulong)drawn[0] << 32) | BinaryPrimitives.ReadUInt32LittleEndian(drawn[1..]);
    }
}
