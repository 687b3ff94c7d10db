using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Tests.Schema;

/// <summary>Validates YAML against the part of JSON Schema 2020-12 that the product writes; any other keyword fails the test that meets it.</summary>
internal sealed class SchemaChecker(JsonObject root)
{
    private static readonly HashSet<string> Annotations = ["description", "default", "examples", "title", "$schema", "$defs"];

    /// <summary>Every violation, with its line.</summary>
    public IEnumerable<string> Check(YamlNode node) => Check(root, ToJson(node), "$");

    /// <summary>As <see cref="Check(YamlNode)"/>, for a part of the schema.</summary>
    public IEnumerable<string> Check(JsonObject schema, JsonNode? value, string path) => schema.SelectMany(keyword => keyword.Key switch
    {
        "$ref" => Check((JsonObject)root["$defs"]![keyword.Value!.GetValue<string>()["#/$defs/".Length..]]!, value, path),
        "type" => Types(keyword.Value!).Any(t => Is(t, value)) ? [] : [$"{path}: not of type {keyword.Value}"],
        "enum" => ((JsonArray)keyword.Value!).Any(e => JsonNode.DeepEquals(e, value)) ? [] : [$"{path}: {value} is not in {keyword.Value}"],
        "pattern" => value is JsonValue v && v.TryGetValue<string>(out var text) && !Regex.IsMatch(text, keyword.Value!.GetValue<string>()) ? [$"{path}: {text} does not match"] : [],
        "minimum" => value is JsonValue v && v.TryGetValue<long>(out var number) && number < keyword.Value!.GetValue<int>() ? [$"{path}: too small"] : [],
        "maximum" => value is JsonValue v && v.TryGetValue<long>(out var number) && number > keyword.Value!.GetValue<int>() ? [$"{path}: too large"] : [],
        "minLength" => value is JsonValue v && v.TryGetValue<string>(out var text) && text.Length == 0 ? [$"{path}: empty"] : [],
        "minItems" => value is JsonArray { Count: 0 } ? [$"{path}: empty"] : [],
        "minProperties" => value is JsonObject { Count: 0 } ? [$"{path}: empty"] : [],
        "required" => value is JsonObject o ? ((JsonArray)keyword.Value!).Where(r => !o.ContainsKey(r!.GetValue<string>())).Select(r => $"{path}: {r} is missing") : [],
        "anyOf" => ((JsonArray)keyword.Value!).Any(one => !Check((JsonObject)one!, value, path).Any()) ? [] : [$"{path}: fits none of several"],
        "items" => value is JsonArray a ? a.SelectMany((item, i) => Check((JsonObject)keyword.Value!, item, $"{path}[{i}]")) : [],
        "properties" => value is JsonObject o ? o.Where(p => keyword.Value![p.Key] is not null).SelectMany(p => Check((JsonObject)keyword.Value![p.Key]!, p.Value, $"{path}.{p.Key}")) : [],
        "additionalProperties" => value is JsonObject o ? o.Where(p => schema["properties"]?[p.Key] is null).SelectMany(p => Additional(keyword.Value!, p.Value, $"{path}.{p.Key}")) : [],
        var annotation when Annotations.Contains(annotation) => [],
        var unknown => throw new NotSupportedException(unknown),
    });

    private static IEnumerable<string> Types(JsonNode type) => type is JsonArray several ? several.Select(t => t!.GetValue<string>()) : [type.GetValue<string>()];

    private static bool Is(string type, JsonNode? value) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "boolean" => value is JsonValue v && v.TryGetValue<bool>(out _),
        "integer" => value is JsonValue v && v.TryGetValue<long>(out _),
        "number" => value is JsonValue v && (v.TryGetValue<long>(out _) || v.TryGetValue<double>(out _)),
        "string" => value is JsonValue v && v.TryGetValue<string>(out _),
        _ => throw new NotSupportedException(type),
    };

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMapping m => new JsonObject(m.Entries.Select(e => KeyValuePair.Create(e.Key.Text, ToJson(e.Value)))),
        YamlSequence s => new JsonArray([.. s.Items.Select(ToJson)]),
        YamlScalar { IsNull: true } => null,
        YamlScalar { IsPlain: true, Text: "true" or "false" } b => JsonValue.Create(b.Text == "true"),
        YamlScalar { IsPlain: true } i when long.TryParse(i.Text, out var number) => JsonValue.Create(number),
        YamlScalar { IsPlain: true } d when double.TryParse(d.Text, out var number) => JsonValue.Create(number),
        YamlScalar s => JsonValue.Create(s.Text),
        _ => throw new NotSupportedException(),
    };

    private IEnumerable<string> Additional(JsonNode schema, JsonNode? value, string path) => schema is JsonObject o ? Check(o, value, path) : [$"{path}: not allowed"];
}
