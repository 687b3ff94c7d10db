using System.Net;
using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A <see cref="DnsServerAddress"/>.</summary>
internal sealed class DnsServerAddressType : ScalarType<DnsServerAddress>
{
    private const int Port = 53;

    public override string Noun => "the address of a DNS server such as 192.0.2.53, 192.0.2.53:5353 or 2001:db8::53";

    public override string? Parse(YamlScalar scalar, string directory, out DnsServerAddress value)
    {
        value = default;
        var text = scalar.Text;
        if (AddressText.TryParse(text, out var bare))
        {
            value = new DnsServerAddress(new IPEndPoint(bare, Port));
            return null;
        }

        if (!AddressText.TrySplit(text, out var host, out var port) || port == 0 || !AddressText.TryParse(host, out var address))
        {
            return Not(text) + "; names are not looked up here, write the address";
        }

        value = new DnsServerAddress(new IPEndPoint(address, port));
        return null;
    }

    public override JsonObject Schema() => TextSchema($"^([0-9A-Fa-f:.]+|{EndPointType.Pattern})$");
}
