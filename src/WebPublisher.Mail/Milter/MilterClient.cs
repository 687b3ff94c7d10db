using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WebPublisher.Mail.Milter;

/// <summary>Who has connected to the mail server.</summary>
/// <param name="Address">Its address and port; null for a client without one, as mail from the mail server's own machine.</param>
public sealed record MilterClient(IPEndPoint? Address)
{
    // An IPv6 address with its prefix and zone.
    private const int LongestAddress = 64;

    /// <summary>Reads the data of <see cref="MilterCommand.Connect"/>: a name, the letter of an address family, and for the families of IP a port and an address. Null when it is malformed.</summary>
    public static MilterClient? Read(ReadOnlySequence<byte> data)
    {
        if (!MilterText.TryTake(ref data, out _) || data.IsEmpty)
        {
            return null;
        }

        var family = data.FirstSpan[0];
        data = data.Slice(1);
        if (family is (byte)'U' or (byte)'L')
        {
            return new MilterClient(Address: null);
        }

        if (family is not ((byte)'4' or (byte)'6') || data.Length < sizeof(ushort))
        {
            return null;
        }

        Span<byte> port = stackalloc byte[sizeof(ushort)];
        data.Slice(0, sizeof(ushort)).CopyTo(port);
        data = data.Slice(sizeof(ushort));
        if (!MilterText.TryTake(ref data, out var text) || text.Length > LongestAddress || Parse(text.ToArray(), family) is not { } address)
        {
            return null;
        }

        return new MilterClient(new IPEndPoint(address, BinaryPrimitives.ReadUInt16BigEndian(port)));
    }

    // Sendmail writes IPv6 addresses as address literals have them, Postfix without "IPv6:".
    private static IPAddress? Parse(ReadOnlySpan<byte> text, byte family)
    {
        if (text.StartsWith("IPv6:"u8))
        {
            text = text["IPv6:".Length..];
        }

        var expected = family == (byte)'4' ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;
        return IPAddress.TryParse(Encoding.ASCII.GetString(text), out var address) && address.AddressFamily == expected ? address : null;
    }
}
