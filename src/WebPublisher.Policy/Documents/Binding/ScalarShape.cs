using System.Text.Json.Nodes;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Schema;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Binding;

/// <summary>A single value, with the bounds its key sets.</summary>
internal sealed class ScalarShape<T>(ScalarType<T> type, KeyAttribute key) : Shape
{
    public override string Noun => type.Noun;

    public override object? Read(YamlNode node, BindingContext context)
    {
        if (node is not YamlScalar scalar || scalar.IsNull)
        {
            Mismatch(node, context);
            return null;
        }

        if (scalar.Text.Length == 0 && !key.MayBeEmpty)
        {
            context.Diagnostics.Error(scalar.Location, $"expected {Noun}, found an empty text");
            return null;
        }

        if ((type.Parse(scalar, context.Directory, out var value) ?? OutOfBounds(scalar, value)) is { } problem)
        {
            context.Diagnostics.Error(scalar.Location, problem);
            return null;
        }

        return new Located<T>(value, scalar.Location);
    }

    public override JsonObject Schema(SchemaWriter writer)
    {
        var schema = type.Schema();
        if (key.OneOf.Length > 0)
        {
            schema["enum"] = new JsonArray([.. key.OneOf.Select(Literal)]);
        }

        if (typeof(T) == typeof(int))
        {
            SetBound(schema, "minimum", key.Minimum);
            SetBound(schema, "maximum", key.Maximum);
        }

        if (typeof(T) == typeof(string) && !key.MayBeEmpty)
        {
            schema["minLength"] = 1;
        }

        return schema;
    }

    public override string Reference(ReferenceWriter writer)
    {
        if (key.OneOf.Length > 0)
        {
            return string.Join(", ", key.OneOf.Select(word => $"`{word}`"));
        }

        return writer.Kind(Noun) + (Range is { } range ? $", {range}" : "");
    }

    private static void SetBound(JsonObject schema, string name, string? bound)
    {
        if (bound is not null)
        {
            schema[name] = Literal(bound);
        }
    }

    private static JsonNode? Literal(string text) => typeof(T) == typeof(int) ? JsonValue.Create(int.Parse(text)) : JsonValue.Create(text);

    private string? OutOfBounds(YamlScalar scalar, T value)
    {
        if (key.OneOf.Length > 0 && !key.OneOf.Contains(scalar.Text, StringComparer.Ordinal))
        {
            var choice = key.OneOf.Length == 1 ? $"it must be {key.OneOf[0]}" : $"choose one of {string.Join(", ", key.OneOf)}";
            return $"{Quoted.Text(scalar.Text)} is not possible here; {choice}";
        }

        var below = key.Minimum is { } minimum && type.Compare(value, Bound(minimum)) < 0;
        var above = key.Maximum is { } maximum && type.Compare(value, Bound(maximum)) > 0;
        if (!below && !above)
        {
            return null;
        }

        return $"{Quoted.Text(scalar.Text)} is out of range; it must be {Range}";
    }

    private string? Range => (key.Minimum, key.Maximum) switch
    {
        ({ } least, { } most) => $"between {least} and {most}",
        ({ } least, null) => $"{least} or more",
        (null, { } most) => $"{most} or less",
        _ => null,
    };

    private T Bound(string text) => type.Parse(new YamlScalar(default, text, IsPlain: true), "/", out var value) is null
        ? value
        : throw new InvalidOperationException($"The bound {text} is no {typeof(T).Name}");
}
