using System.Net;
using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>An IP address.</summary>
internal sealed class AddressType : ScalarType<IPAddress>
{
    public override string Noun => "an IP address such as 192.0.2.1 or 2001:db8::1";

    public override string? Parse(YamlScalar scalar, string directory, out IPAddress value) =>
        AddressText.TryParse(scalar.Text, out value) ? null : Not(scalar.Text);

    public override JsonObject Schema() => TextSchema("^[0-9A-Fa-f.:]+$");
}
