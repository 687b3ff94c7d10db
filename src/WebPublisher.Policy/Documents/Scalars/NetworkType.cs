using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A network in CIDR notation (RFC 4632, RFC 4291 section 2.3), or one address.</summary>
internal sealed class NetworkType : ScalarType<IPNetwork>
{
    public override string Noun => "an address or a network such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32";

    public override string? Parse(YamlScalar scalar, string directory, out IPNetwork value)
    {
        value = default;
        var slash = scalar.Text.IndexOf('/', StringComparison.Ordinal);
        var addressText = slash < 0 ? scalar.Text : scalar.Text[..slash];
        if (!AddressText.TryParse(addressText, out var address))
        {
            return Not(scalar.Text);
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return $"{Quoted.Text(scalar.Text)} is an IPv4 address written as IPv6; write {address.MapToIPv4()}";
        }

        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var length = bits;
        if (slash >= 0 && (!int.TryParse(scalar.Text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bits))
        {
            return $"{Not(scalar.Text)}: the prefix length must be between 0 and {bits}";
        }

        value = new IPNetwork(Mask(address, length), length);
        return value.BaseAddress.Equals(address)
            ? null
            : $"{Quoted.Text(scalar.Text)} has bits set behind its prefix; the network is {value}, the single address {address}";
    }

    public override JsonObject Schema() => TextSchema("^[0-9A-Fa-f.:]+(/[0-9]{1,3})?$");

    private static IPAddress Mask(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(length - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - kept));
        }

        return new IPAddress(bytes);
    }
}
