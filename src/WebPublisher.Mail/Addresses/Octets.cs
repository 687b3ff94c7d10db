using System.Buffers;

namespace WebPublisher.Mail.Addresses;

/// <summary>Sets of octets that the grammars of RFC 5321 section 4.1.2 and RFC 6531 section 3.3 name.</summary>
internal static class Octets
{
    /// <summary>atext and the dot, and every octet of a UTF-8 sequence beyond ASCII.</summary>
    public static readonly SearchValues<byte> DotString = SearchValues.Create(
        [.. "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~."u8, .. NonAscii()]);

    /// <summary>atext and the dot in ASCII.</summary>
    public static readonly SearchValues<char> DotStringCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~.");

    /// <summary>Letters, digits, hyphen and dot, and every octet of a UTF-8 sequence beyond ASCII.</summary>
    public static readonly SearchValues<byte> DomainName = SearchValues.Create(
        [.. "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-."u8, .. NonAscii()]);

    /// <summary>What an IPv6 address is written with.</summary>
    public static readonly SearchValues<byte> Ipv6 = SearchValues.Create("0123456789abcdefABCDEF:."u8);

    /// <summary>ASCII controls, NUL and DEL among them.</summary>
    public static readonly SearchValues<byte> Controls = SearchValues.Create([.. Enumerable.Range(0, 32).Select(value => (byte)value), 127]);

    private static IEnumerable<byte> NonAscii() => Enumerable.Range(128, 128).Select(value => (byte)value);
}
