using System.Net;
using System.Net.Sockets;

namespace WebPublisher.Mail.Dns;

/// <summary>Addresses as labels, the last part first: for PTR records (RFC 1035 section 3.5, RFC 3596 section 2.5) and for lists of addresses (RFC 5782).</summary>
public static class ReverseName
{
    /// <summary>The name below which an address's PTR records stand: <c>1.2.0.192.in-addr.arpa</c>.</summary>
    public static DnsName Of(IPAddress address) => Below(address.AddressFamily == AddressFamily.InterNetwork ? "in-addr.arpa" : "ip6.arpa", address);

    /// <summary>The name of an address in a list of addresses: <c>1.2.0.192.bl.example</c> (RFC 5782 sections 2.1 and 2.4).</summary>
    /// <exception cref="ArgumentException">The zone is no name, or too long a one.</exception>
    public static DnsName Below(string zone, IPAddress address) =>
        DnsName.TryParse($"{string.Join('.', Labels(address).Reverse())}.{zone}", out var name) ? name : throw new ArgumentException($"{address} has no name below '{zone}'", nameof(zone));

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
