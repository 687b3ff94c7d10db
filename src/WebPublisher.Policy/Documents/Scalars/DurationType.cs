using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A <see cref="Duration"/>.</summary>
internal sealed class DurationType : ScalarType<TimeSpan>
{
    public override string Noun => "a duration such as 500ms, 5s, 30m, 24h or 30d";

    public override string? Parse(YamlScalar scalar, string directory, out TimeSpan value) =>
        Duration.TryParse(scalar.Text, out value) ? null : Not(scalar.Text) + Hint(scalar.Text);

    public override JsonObject Schema() => TextSchema("^[0-9]+(ms|s|m|h|d)$");

    private static string Hint(string text)
    {
        if (Duration.Meant(text) is { } meant)
        {
            return $"; write {meant}";
        }

        return Duration.TryParse(text + "s", out _) ? $"; the unit is missing, as in {text}s" : "";
    }
}
