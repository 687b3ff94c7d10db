using System.Globalization;
using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A whole number in decimal digits.</summary>
internal sealed class IntegerType : ScalarType<int>
{
    public override string Noun => "a whole number";

    public override string? Parse(YamlScalar scalar, string directory, out int value)
    {
        if (!int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            return Not(scalar.Text);
        }

        return scalar.IsPlain ? null : $"expected a whole number without quotation marks; write {value}";
    }

    public override JsonObject Schema() => new() { ["type"] = "integer" };
}
