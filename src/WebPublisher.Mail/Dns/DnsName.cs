using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace WebPublisher.Mail.Dns;

/// <summary>
/// A domain name: labels of 1 to 63 octets, 255 octets in all on the wire (RFC 1035 section 3.1). Labels may hold any octet, as policies built from macros do; names
/// that differ in the case of ASCII letters alone are equal (RFC 4343). The case they were written in is kept.
/// </summary>
public sealed class DnsName : IEquatable<DnsName>
{
    /// <summary>The longest name in octets, its lengths and the root's included.</summary>
    public const int MaximumOctets = 255;

    /// <summary>The longest label in octets.</summary>
    public const int MaximumLabel = 63;

    private readonly byte[] _wire;

    internal DnsName(byte[] wire) => _wire = wire;

    /// <summary>The root.</summary>
    public static DnsName Root { get; } = new([0]);

    /// <summary>Lengths and labels, as in a message without compression.</summary>
    public ReadOnlySpan<byte> Wire => _wire;

    /// <summary>Whether it has no label.</summary>
    public bool IsRoot => _wire.Length == 1;

    /// <summary>How many labels it has.</summary>
    public int LabelCount
    {
        get
        {
            var count = 0;
            for (var at = 0; _wire[at] != 0; at += _wire[at] + 1)
            {
                count++;
            }

            return count;
        }
    }

    /// <summary>
    /// Reads a name written with dots, a last one permitted. Each character is one octet (Latin-1) and nothing is escaped, so that whatever a macro expands to is either
    /// a name or none. The empty text is none; a single dot is the root.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out DnsName? name)
    {
        name = null;
        if (text is ".")
        {
            name = Root;
            return true;
        }

        if (text is [.. var rest, '.'])
        {
            text = rest;
        }

        if (text.IsEmpty || text.Length + 2 > MaximumOctets)
        {
            return false;
        }

        var wire = new byte[text.Length + 2];
        var length = 0;
        for (var i = text.Length; i > 0; i--)
        {
            var character = text[i - 1];
            if (character > 0xFF)
            {
                return false;
            }

            if (character != '.')
            {
                wire[i] = (byte)character;
                length++;
                continue;
            }

            if (length is 0 or > MaximumLabel)
            {
                return false;
            }

            wire[i] = (byte)length;
            length = 0;
        }

        if (length is 0 or > MaximumLabel)
        {
            return false;
        }

        wire[0] = (byte)length;
        name = new DnsName(wire);
        return true;
    }

    /// <summary>Whether this is <paramref name="other"/> or a name below it.</summary>
    public bool IsSameOrBelow(DnsName other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var at = 0;
        while (_wire.Length - at > other._wire.Length)
        {
            at += _wire[at] + 1;
        }

        return Same(_wire.AsSpan(at), other._wire);
    }

    /// <summary>Whether it is <paramref name="other"/> to the letter, case included.</summary>
    public bool IsSpelt(DnsName other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _wire.AsSpan().SequenceEqual(other._wire);
    }

    /// <summary>
    /// The same name with the case of its letters taken from <paramref name="coins"/>, one bit a letter, the lowest of each octet first, and all over again when they are used up. An
    /// answer must repeat the spelling, which somebody who has not seen the query can only guess ("0x20", draft-vixie-dnsext-dns0x20).
    /// </summary>
    /// <param name="coins">At least one octet; 32 serve every name.</param>
    public DnsName Respelt(ReadOnlySpan<byte> coins)
    {
        var wire = (byte[])_wire.Clone();
        var letter = 0;
        for (var at = 0; wire[at] != 0; at += wire[at] + 1)
        {
            foreach (ref var octet in wire.AsSpan(at + 1, wire[at]))
            {
                if (char.IsAsciiLetter((char)octet))
                {
                    var upper = (coins[letter / 8 % coins.Length] >> (letter % 8) & 1) == 1;
                    octet = (byte)(upper ? octet & ~0x20 : octet | 0x20);
                    letter++;
                }
            }
        }

        return new DnsName(wire);
    }

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] DnsName? other) => other is not null && Same(_wire, other._wire);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as DnsName);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var octet in _wire)
        {
            hash.Add(octet is >= (byte)'A' and <= (byte)'Z' ? (byte)(octet | 0x20) : octet);
        }

        return hash.ToHashCode();
    }

    /// <summary>
    /// The labels with dots between, without the root's; the root is a dot. An octet that is no visible ASCII, and a dot or backslash within a label, stands as a backslash and three
    /// decimal digits (RFC 1035 section 5.1), so that a name can be logged as it is.
    /// </summary>
    public override string ToString() => Written(escaped: true);

    /// <summary>The text that <see cref="TryParse"/> reads as this name, nothing escaped.</summary>
    internal string ToPlainText() => Written(escaped: false);

    private string Written(bool escaped)
    {
        if (IsRoot)
        {
            return ".";
        }

        var text = new StringBuilder(_wire.Length);
        for (var at = 0; _wire[at] != 0; at += _wire[at] + 1)
        {
            if (at > 0)
            {
                text.Append('.');
            }

            foreach (var octet in _wire.AsSpan(at + 1, _wire[at]))
            {
                _ = !escaped || octet is > 0x20 and < 0x7F and not ((byte)'.' or (byte)'\\') ? text.Append((char)octet) : text.Append($"\\{octet:000}");
            }
        }

        return text.ToString();
    }

    /// <summary>Lengths are at most 63 and no letters, so that folding them changes nothing.</summary>
    private static bool Same(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (one.Length != other.Length)
        {
            return false;
        }

        for (var i = 0; i < one.Length; i++)
        {
            if (one[i] != other[i] && ((one[i] ^ other[i]) != 0x20 || !char.IsAsciiLetter((char)one[i])))
            {
                return false;
            }
        }

        return true;
    }
}
