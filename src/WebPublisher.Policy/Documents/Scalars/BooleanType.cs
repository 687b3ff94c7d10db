using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary><c>true</c> or <c>false</c>. The many booleans of YAML 1.1 are refused: they differ from reader to reader.</summary>
internal sealed class BooleanType : ScalarType<bool>
{
    public override string Noun => "true or false";

    public override string? Parse(YamlScalar scalar, string directory, out bool value)
    {
        value = scalar.Text == "true";
        if (scalar.IsPlain && scalar.Text is ("true" or "false"))
        {
            return null;
        }

        if (scalar.Text is "true" or "false")
        {
            return $"expected true or false without quotation marks; write {scalar.Text}";
        }

        var meant = scalar.Text.ToUpperInvariant() switch
        {
            "YES" or "ON" or "Y" or "TRUE" or "1" => "; write true",
            "NO" or "OFF" or "N" or "FALSE" or "0" => "; write false",
            _ => "",
        };
        return Not(scalar.Text) + meant;
    }

    public override JsonObject Schema() => new() { ["type"] = "boolean" };
}
