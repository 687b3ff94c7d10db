using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WebPublisher.Smtp.Receive.Proxy;

/// <summary>Reads the PROXY protocol of HAProxy, versions 1 and 2 (haproxy.org/download/3.0/doc/proxy-protocol.txt, sections 2.1 and 2.2). Total: no input throws.</summary>
internal static class ProxyHeaderParser
{
    /// <summary>The longest line of version 1, CRLF included.</summary>
    private const int MaximumText = 107;

    private const int BinaryFixed = 16;

    /// <summary>Addresses and extensions of version 2 that are read; a certificate may be among the extensions.</summary>
    private const int MaximumBinary = 4096;

    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <summary>Looks for a header at the beginning of what a connection sent.</summary>
    /// <param name="buffer">What was received; a header is cut off its beginning.</param>
    /// <param name="header">The header.</param>
    public static ProxyHeaderStatus TryRead(ref ReadOnlySequence<byte> buffer, out ProxyHeader? header)
    {
        header = null;
        var start = buffer.Slice(0, Math.Min(buffer.Length, BinaryFixed + MaximumBinary));
        var octets = start.IsSingleSegment ? start.FirstSpan : start.ToArray();
        if (octets.IsEmpty)
        {
            return ProxyHeaderStatus.Incomplete;
        }

        var status = octets[0] == 'P' ? ReadText(octets, out header, out var length) : ReadBinary(octets, out header, out length);
        if (status == ProxyHeaderStatus.Header)
        {
            buffer = buffer.Slice(length);
        }

        return status;
    }

    private static ProxyHeaderStatus ReadText(ReadOnlySpan<byte> octets, out ProxyHeader? header, out int length)
    {
        header = null;
        length = 0;
        var end = octets[..Math.Min(octets.Length, MaximumText)].IndexOf("\r\n"u8);
        if (end < 0)
        {
            return octets.Length >= MaximumText || !IsBeginning(octets, "PROXY "u8) ? ProxyHeaderStatus.Malformed : ProxyHeaderStatus.Incomplete;
        }

        length = end + 2;
        var line = octets[..end];
        if (!Ascii.IsValid(line))
        {
            return ProxyHeaderStatus.Malformed;
        }

        var words = Encoding.ASCII.GetString(line).Split(' ');
        if (words[0] != "PROXY" || words.Length < 2)
        {
            return ProxyHeaderStatus.Malformed;
        }

        // Whatever follows UNKNOWN is to be ignored.
        if (words[1] == "UNKNOWN")
        {
            header = new ProxyHeader(Source: null, Destination: null);
            return ProxyHeaderStatus.Header;
        }

        var family = words[1] switch
        {
            "TCP4" => AddressFamily.InterNetwork,
            "TCP6" => AddressFamily.InterNetworkV6,
            _ => AddressFamily.Unspecified,
        };
        if (words.Length != 6 || EndPoint(words[2], words[4], family) is not { } source || EndPoint(words[3], words[5], family) is not { } destination)
        {
            return ProxyHeaderStatus.Malformed;
        }

        header = new ProxyHeader(source, destination);
        return ProxyHeaderStatus.Header;
    }

    private static ProxyHeaderStatus ReadBinary(ReadOnlySpan<byte> octets, out ProxyHeader? header, out int length)
    {
        header = null;
        length = 0;
        if (!IsBeginning(octets, Signature))
        {
            return ProxyHeaderStatus.Malformed;
        }

        if (octets.Length < BinaryFixed)
        {
            return ProxyHeaderStatus.Incomplete;
        }

        var size = BinaryPrimitives.ReadUInt16BigEndian(octets[14..]);
        if (octets[12] is not (0x20 or 0x21) || size > MaximumBinary)
        {
            return ProxyHeaderStatus.Malformed;
        }

        length = BinaryFixed + size;
        if (octets.Length < length)
        {
            return ProxyHeaderStatus.Incomplete;
        }

        // LOCAL: the balancer speaks for itself. A family other than TCP over IP names nobody.
        var body = octets.Slice(BinaryFixed, size);
        var width = octets[12] == 0x20 ? 0 : octets[13] switch
        {
            0x11 => 4,
            0x21 => 16,
            _ => 0,
        };
        if (width == 0)
        {
            header = new ProxyHeader(Source: null, Destination: null);
            return ProxyHeaderStatus.Header;
        }

        if (body.Length < (2 * width) + 4)
        {
            return ProxyHeaderStatus.Malformed;
        }

        var ports = body[(2 * width)..];
        header = new ProxyHeader(
            new IPEndPoint(new IPAddress(body[..width]), BinaryPrimitives.ReadUInt16BigEndian(ports)),
            new IPEndPoint(new IPAddress(body.Slice(width, width)), BinaryPrimitives.ReadUInt16BigEndian(ports[2..])));
        return ProxyHeaderStatus.Header;
    }

    private static IPEndPoint? EndPoint(string address, string port, AddressFamily family) =>
        IPAddress.TryParse(address, out var parsed)
        && parsed.AddressFamily == family
        && IsWritten(address, parsed)
        && ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && (port.Length == 1 || port[0] != '0')
            ? new IPEndPoint(parsed, number)
            : null;

    /// <summary>The framework also takes "127.1", hexadecimal parts and zones; the protocol has four decimal numbers, or the text form of IPv6 alone.</summary>
    private static bool IsWritten(string text, IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? text == address.ToString() : !text.AsSpan().ContainsAny('%', '[', '/');

    private static bool IsBeginning(ReadOnlySpan<byte> octets, ReadOnlySpan<byte> whole)
    {
        var length = Math.Min(octets.Length, whole.Length);
        return octets[..length].SequenceEqual(whole[..length]);
    }
}
