using System.Net;
using System.Net.Sockets;

namespace WebPublisher.Mail.Dns;

/// <summary>Addresses as labels, the last part first: for PTR records (RFC 1035 section 3.5, RFC 3596 section 2.5) and for lists of addresses (RFC 5782).</summary>
public static class ReverseName
{
    /// <summary>The name below which an address's PTR records stand: <c>1.2.0.192.in-addr.arpa</c>.</summary>
    public static DnsName Of(IPAddress address)
    {
        var parts = Labels(address).Reverse();
        var zone = address.AddressFamily == AddressFamily.InterNetwork ? "in-addr" : "ip6";
        return DnsName.TryParse($"{string.Join('.', parts)}.{zone}.arpa", out var name) ? name : throw new ArgumentException($"{address} has no reverse name", nameof(address));
    }

    /// <summary>The four decimal parts of an IPv4 address, or the 32 hexadecimal digits of an IPv6 address in upper case, the first first.</summary>
    public static IEnumerable<string> Labels(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var octets = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? octets.Select(o => o.ToString())
            : Convert.ToHexString(octets).Select(digit => digit.ToString());
    }
}
