using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

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
    private const int BitsPerDigit = 5;
    private const int Digits = 16;
    private const int Group = 4;

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

    /// <summary>Reads a number as somebody has written it down or read it out: in any letter case, with or without hyphens or brackets, O for 0, I or L for 1.</summary>
    /// <param name="text">What may be a number.</param>
    /// <param name="number">The number as <see cref="New"/> made it.</param>
    /// <param name="instant">When that was.</param>
    /// <returns>False for what is none.</returns>
    public static bool TryParse(string text, out string number, out DateTimeOffset instant)
    {
        (number, instant) = ("", default);
        var digits = new StringBuilder(32);
        ulong milliseconds = 0;
        foreach (var character in text.Trim().TrimStart('(').TrimEnd(')').ToUpperInvariant())
        {
            var digit = character switch { '-' => '-', 'O' => '0', 'I' or 'L' => '1', _ => character };
            if (digit == '-')
            {
                continue;
            }

            var value = Alphabet.IndexOf(digit, StringComparison.Ordinal);
            if (value < 0 || digits.Length == Digits + (Digits / Group) - 1)
            {
                return false;
            }

            if (digits.Length % (Group + 1) == Group)
            {
                digits.Append('-');
            }

            milliseconds = digits.Length < TimeBits / BitsPerDigit + 1 ? (milliseconds << BitsPerDigit) | (uint)value : milliseconds;
            digits.Append(digit);
        }

        if (digits.Length != Digits + (Digits / Group) - 1)
        {
            return false;
        }

        (number, instant) = (digits.ToString(), s_epoch.AddMilliseconds(milliseconds));
        return true;
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
