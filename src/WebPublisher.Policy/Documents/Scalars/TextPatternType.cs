using System.Text.Json.Nodes;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A <see cref="TextPattern"/>.</summary>
internal sealed class TextPatternType : ScalarType<TextPattern>
{
    private static readonly TextPattern Nothing = TextPattern.Parse("", out var nothing) is null ? nothing! : throw new InvalidOperationException();

    public override string Noun => "a pattern such as *invoice* or /inv(oice)?s/";

    public override string? Parse(YamlScalar scalar, string directory, out TextPattern value)
    {
        value = Nothing;
        if (scalar.Text.Any(char.IsControl))
        {
            return $"{Quoted.Text(scalar.Text)} has a control character";
        }

        if (TextPattern.Parse(scalar.Text, out var pattern) is { } problem)
        {
            return $"{Not(scalar.Text)}: {problem}";
        }

        value = pattern!;
        return null;
    }

    public override JsonObject Schema() => new() { ["type"] = new JsonArray("string", "number", "boolean") };
}
