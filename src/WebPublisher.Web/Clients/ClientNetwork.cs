using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace WebPublisher.Web.Clients;

/// <summary>The network that clients are counted by.</summary>
/// <param name="Bits">Its first address as IPv6, IPv4 mapped into it (RFC 4291 section 2.5.5.2).</param>
/// <param name="Prefix">Its prefix length as IPv6.</param>
internal readonly record struct ClientNetwork(UInt128 Bits, byte Prefix)
{
    private const int MappedPrefix = 96;

    /// <summary>The network of a client.</summary>
    /// <param name="client">The client.</param>
    /// <param name="ipv4Prefix">How many bits of an IPv4 address count.</param>
    /// <param name="ipv6Prefix">How many bits of an IPv6 address count.</param>
    public static ClientNetwork Of(IPAddress client, int ipv4Prefix, int ipv6Prefix)
    {
        Span<byte> octets = stackalloc byte[16];
        UInt128 bits;
        var isIpv4 = client.AddressFamily == AddressFamily.InterNetwork;
        if (isIpv4)
        {
            client.TryWriteBytes(octets, out _);
            bits = new UInt128(0, 0xFFFF_0000_0000UL | BinaryPrimitives.ReadUInt32BigEndian(octets));
        }
        else
        {
            client.TryWriteBytes(octets, out _);
            bits = BinaryPrimitives.ReadUInt128BigEndian(octets);
            isIpv4 = client.IsIPv4MappedToIPv6;
        }

        var prefix = isIpv4 ? MappedPrefix + ipv4Prefix : ipv6Prefix;
        return new ClientNetwork(prefix == 0 ? UInt128.Zero : bits >> (128 - prefix) << (128 - prefix), (byte)prefix);
    }

    /// <summary>In CIDR notation; a single address alone.</summary>
    public override string ToString()
    {
        Span<byte> octets = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(octets, Bits);
        var address = new IPAddress(octets);
        var (plain, prefix, bits) = address.IsIPv4MappedToIPv6 ? (address.MapToIPv4(), Prefix - MappedPrefix, 32) : (address, Prefix, 128);
        return prefix == bits ? plain.ToString() : $"{plain}/{prefix}";
    }
}
