using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace WebPublisher.Transport.Sockets;

/// <summary>What counts as one source: an IPv4 address, or an IPv6 /64, which is what one subscriber has.</summary>
/// <param name="IsIpv6">The family.</param>
/// <param name="Bits">The address, or the first half of it.</param>
public readonly record struct SourceNetwork(bool IsIpv6, ulong Bits)
{
    /// <summary>The source that <paramref name="address"/> belongs to; an IPv4 address mapped into IPv6 counts as the IPv4 address.</summary>
    public static SourceNetwork Of(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        plain.TryWriteBytes(octets, out _);
        return plain.AddressFamily == AddressFamily.InterNetworkV6
            ? new SourceNetwork(IsIpv6: true, BinaryPrimitives.ReadUInt64BigEndian(octets))
            : new SourceNetwork(IsIpv6: false, BinaryPrimitives.ReadUInt32BigEndian(octets));
    }

    /// <summary>The source in CIDR.</summary>
    public override string ToString()
    {
        Span<byte> octets = stackalloc byte[16];
        if (IsIpv6)
        {
            BinaryPrimitives.WriteUInt64BigEndian(octets, Bits);
            return $"{new IPAddress(octets)}/64";
        }

        BinaryPrimitives.WriteUInt32BigEndian(octets, (uint)Bits);
        return $"{new IPAddress(octets[..4])}/32";
    }
}
