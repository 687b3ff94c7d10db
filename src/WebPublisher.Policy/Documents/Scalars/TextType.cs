using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>Any text on one line. A number or a boolean is taken by its letters, so that names such as <c>365</c> need no quotes.</summary>
internal sealed class TextType : ScalarType<string>
{
    private const int Longest = 8192;

    public override string Noun => "a text";

    public override string? Parse(YamlScalar scalar, string directory, out string value)
    {
        value = scalar.Text;
        if (value.Length > Longest)
        {
            return $"the text is longer than {Longest} characters";
        }

        return value.Any(char.IsControl) ? "the text contains a control character or a line break" : null;
    }

    public override JsonObject Schema() => new() { ["type"] = new JsonArray("string", "number", "boolean") };
}
