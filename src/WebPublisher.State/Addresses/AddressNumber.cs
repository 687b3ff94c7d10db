using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.State.Addresses;

/// <summary>Addresses of both families in one order: IPv4 stands where it is mapped to IPv6 (RFC 4291 section 2.5.5.2).</summary>
internal static class AddressNumber
{
    private const uint Mapped = 0xffff;
    private const int Length = 16;

    /// <summary>The place of an address.</summary>
    public static UInt128 Of(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[Length];
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            address.TryWriteBytes(octets, out _);
            return ((UInt128)Mapped << 32) | BinaryPrimitives.ReadUInt32BigEndian(octets);
        }

        address.TryWriteBytes(octets, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(octets);
    }

    /// <summary>A place as 16 octets, which sort as the places do.</summary>
    public static byte[] Octets(UInt128 number)
    {
        var octets = new byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(octets, number);
        return octets;
    }

    /// <summary>The address at a place.</summary>
    public static IPAddress Address(ReadOnlySpan<byte> octets)
    {
        var address = new IPAddress(octets);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    /// <summary>The range between two places.</summary>
    public static AddressRange Range(ReadOnlySpan<byte> first, ReadOnlySpan<byte> last) => new(Address(first), Address(last));
}
