using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Yaml;

/// <summary>A single value.</summary>
/// <param name="Location">Where it begins.</param>
/// <param name="Text">Its text, unescaped.</param>
/// <param name="IsPlain">Whether it was written without quotes and so may be a number, a boolean or null (YAML 1.2 core schema).</param>
public sealed record YamlScalar(SourceLocation Location, string Text, bool IsPlain) : YamlNode(Location)
{
    /// <summary>Whether nothing was written, or null was.</summary>
    public bool IsNull => IsPlain && (Text is "" or "~" or "null" or "Null" or "NULL");

    /// <inheritdoc/>
    public override string Noun => this switch
    {
        { IsNull: true } => "nothing",
        { IsPlain: true, Text: "true" or "false" } => "a boolean",
        { IsPlain: true } when long.TryParse(Text, out _) => "a number",
        _ => "a text",
    };
}
