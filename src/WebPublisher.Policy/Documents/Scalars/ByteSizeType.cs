using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A <see cref="ByteSize"/>.</summary>
internal sealed class ByteSizeType : ScalarType<ByteSize>
{
    public override string Noun => "a size such as 512, 4KB, 36MB or 1GB";

    public override string? Parse(YamlScalar scalar, string directory, out ByteSize value) =>
        ByteSize.TryParse(scalar.Text, out value) ? null : Not(scalar.Text) + ByteSize.Hint(scalar.Text);

    public override int Compare(ByteSize a, ByteSize b) => a.Bytes.CompareTo(b.Bytes);

    public override JsonObject Schema() => new() { ["type"] = new JsonArray("string", "integer"), ["pattern"] = "^[0-9]+(KB|MB|GB)?$" };
}
