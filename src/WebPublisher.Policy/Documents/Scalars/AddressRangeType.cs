using System.Net;
using System.Text.Json.Nodes;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>An <see cref="AddressRange"/>: an address, a network in CIDR notation, or two addresses with a hyphen between them.</summary>
internal sealed class AddressRangeType : ScalarType<AddressRange>
{
    private static readonly AddressRange Nobody = new(IPAddress.None, IPAddress.None);
    private static readonly NetworkType Networks = new();

    public override string Noun => "an address, a network or a range such as 192.0.2.7, 192.0.2.0/24 or 192.0.2.10-192.0.2.20";

    public override string? Parse(YamlScalar scalar, string directory, out AddressRange value)
    {
        value = Nobody;
        var hyphen = scalar.Text.IndexOf('-', StringComparison.Ordinal);
        return hyphen < 0 ? Network(scalar, directory, ref value) : Range(scalar.Text, hyphen, ref value);
    }

    public override JsonObject Schema() => TextSchema("^[0-9A-Fa-f.:]+(/[0-9]{1,3}| ?- ?[0-9A-Fa-f.:]+)?$");

    private string? Network(YamlScalar scalar, string directory, ref AddressRange value)
    {
        if (!AddressText.TryParse(scalar.Text.Split('/')[0], out _))
        {
            return Not(scalar.Text);
        }

        if (Networks.Parse(scalar, directory, out var network) is { } problem)
        {
            return problem;
        }

        var last = network.BaseAddress.GetAddressBytes();
        for (var bit = network.PrefixLength; bit < last.Length * 8; bit++)
        {
            last[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        value = new AddressRange(network.BaseAddress, new IPAddress(last));
        return null;
    }

    private string? Range(string text, int hyphen, ref AddressRange value)
    {
        if (!AddressText.TryParse(text[..hyphen].Trim(), out var first) || !AddressText.TryParse(text[(hyphen + 1)..].Trim(), out var last))
        {
            return Not(text);
        }

        if (first.IsIPv4MappedToIPv6 || last.IsIPv4MappedToIPv6)
        {
            return $"{Quoted.Text(text)} has an IPv4 address written as IPv6";
        }

        if (first.AddressFamily != last.AddressFamily)
        {
            return $"{Quoted.Text(text)} goes from one address family to another";
        }

        if (AddressRange.Number(first) > AddressRange.Number(last))
        {
            return $"{Quoted.Text(text)} ends before it begins; write '{last}-{first}'";
        }

        value = new AddressRange(first, last);
        return null;
    }
}
