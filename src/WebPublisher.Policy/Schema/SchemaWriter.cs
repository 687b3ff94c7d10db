using System.Text.Json;
using System.Text.Json.Nodes;
using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Schema;

/// <summary>Writes document shapes as JSON Schema, each kind of document once under <c>$defs</c>.</summary>
internal sealed class SchemaWriter
{
    private readonly JsonObject _definitions = [];

    /// <summary>The whole schema for files that hold a <paramref name="root"/>.</summary>
    public JsonObject Write(DocumentShape root, string title)
    {
        var reference = Reference(root);
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
            ["$ref"] = reference["$ref"]!.DeepClone(),
            ["$defs"] = _definitions,
        };
    }

    /// <summary>A reference to the definition of <paramref name="shape"/>, which is written when it is not there yet.</summary>
    public JsonObject Reference(DocumentShape shape)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(shape.Type.Name.Replace("Document", "", StringComparison.Ordinal));
        if (!_definitions.ContainsKey(name))
        {
            // Entered before it is filled, because documents may contain themselves.
            var definition = new JsonObject();
            _definitions[name] = definition;
            Fill(definition, shape);
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    private void Fill(JsonObject definition, DocumentShape shape)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var property in shape.Properties)
        {
            var schema = property.Shape.Schema(this);
            schema["description"] = property.Key.Description;
            if (property.Key.Default is { } defaultText && !defaultText.StartsWith('('))
            {
                schema["default"] = Value(schema, defaultText);
            }

            if (property.Key.Example is { } example)
            {
                schema["examples"] = new JsonArray(Value(schema, example));
            }

            properties[property.Name] = schema;
            if (property.Key.Required)
            {
                required.Add(property.Name);
            }
        }

        // What is said of properties concerns mappings alone.
        if (shape.Short is { } only)
        {
            definition["anyOf"] = new JsonArray(only.Shape.Schema(this), new JsonObject { ["type"] = "object" });
        }
        else
        {
            definition["type"] = "object";
        }

        definition["additionalProperties"] = false;
        definition["properties"] = properties;
        if (required.Count > 0)
        {
            definition["required"] = required;
        }
    }

    // Defaults and examples are single values in the operator's notation (for a list or map, one of its items); numbers and booleans appear as such.
    private static JsonNode Value(JsonObject schema, string text) => (schema["type"] as JsonValue)?.GetValue<string>() switch
    {
        "array" => new JsonArray(Value((JsonObject)schema["items"]!, text)),
        "object" => new JsonObject { ["name"] = Value((JsonObject)schema["additionalProperties"]!, text) },
        "boolean" => bool.Parse(text),
        "integer" => int.Parse(text),
        _ => text,
    };
}
