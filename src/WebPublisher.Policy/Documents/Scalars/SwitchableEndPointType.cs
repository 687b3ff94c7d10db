using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A <see cref="SwitchableEndPoint"/>.</summary>
internal sealed class SwitchableEndPointType : ScalarType<SwitchableEndPoint>
{
    private static readonly EndPointType EndPoint = new();

    public override string Noun => "an address and port such as 127.0.0.1:9464, or off";

    public override string? Parse(YamlScalar scalar, string directory, out SwitchableEndPoint value)
    {
        value = default;
        if (scalar.Text == "off")
        {
            return null;
        }

        if (scalar is { IsPlain: true, Text: "false" })
        {
            return "expected an address and port, or off; write off";
        }

        var problem = EndPoint.Parse(scalar, directory, out var endPoint);
        value = new SwitchableEndPoint(endPoint);
        return problem;
    }

    public override JsonObject Schema() => TextSchema($"^({EndPointType.Pattern}|off)$");
}
