using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A <see cref="ByteLimit"/>.</summary>
internal sealed class ByteLimitType : ScalarType<ByteLimit>
{
    public override string Noun => "a size such as 512, 4KB, 36MB or 1GB, or none";

    public override string? Parse(YamlScalar scalar, string directory, out ByteLimit value)
    {
        value = default;
        if (scalar.Text == "none")
        {
            return null;
        }

        if (!ByteSize.TryParse(scalar.Text, out var size))
        {
            return Not(scalar.Text) + ByteSize.Hint(scalar.Text);
        }

        value = new ByteLimit(size.Bytes);
        return null;
    }

    public override JsonObject Schema() => new() { ["type"] = new JsonArray("string", "integer"), ["pattern"] = "^([0-9]+(KB|MB|GB)?|none)$" };
}
