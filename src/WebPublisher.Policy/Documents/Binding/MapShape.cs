using System.Collections.Immutable;
using System.Text.Json.Nodes;
using WebPublisher.Policy.Schema;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Binding;

/// <summary>Names chosen by the operator, with values of one shape.</summary>
internal sealed class MapShape<T>(Shape value, KeyAttribute key) : Shape
{
    private const int LongestName = 100;

    public override string Noun => "a mapping of names";

    public override object? Read(YamlNode node, BindingContext context)
    {
        if (node is not YamlMapping mapping)
        {
            Mismatch(node, context);
            return null;
        }

        if (mapping.Entries.IsEmpty && !key.MayBeEmpty)
        {
            context.Diagnostics.Error(mapping.Location, "the mapping is empty; leave the key out, or name what is meant");
        }

        var entries = ImmutableArray.CreateBuilder<DocumentEntry<T>>(mapping.Entries.Length);
        foreach (var entry in mapping.Entries)
        {
            var name = entry.Key.Text;
            if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            {
                context.Diagnostics.Error(entry.Key.Location, $"a name has 1 to {LongestName} characters and no control characters");
                continue;
            }

            var read = entry.Value is YamlScalar { IsNull: true } ? Missing(entry, context) : value.Read(entry.Value, context);
            entries.Add(new DocumentEntry<T>(new Located<string>(name, entry.Key.Location), read is T typed ? typed : default));
        }

        return new DocumentMap<T>(mapping.Location, entries.ToImmutable());
    }

    public override JsonObject Schema(SchemaWriter writer)
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = value.Schema(writer) };
        if (!key.MayBeEmpty)
        {
            schema["minProperties"] = 1;
        }

        return schema;
    }

    public override string Reference(ReferenceWriter writer) => $"names, each with: {value.Reference(writer)}";

    public override IEnumerable<DocumentShape> Documents => value.Documents;

    public override object Join(object first, object second, BindingContext context)
    {
        var (head, tail) = ((DocumentMap<T>)first, (DocumentMap<T>)second);
        var known = head.ToDictionary(e => e.Name.Value, e => e.Name.Location, StringComparer.Ordinal);
        var entries = head.ToImmutableArray().ToBuilder();
        foreach (var entry in tail)
        {
            if (known.TryAdd(entry.Name.Value, entry.Name.Location))
            {
                entries.Add(entry);
                continue;
            }

            context.Diagnostics.Error(entry.Name.Location, $"{Quoted.Text(entry.Name.Value)} is already declared at {known[entry.Name.Value]}");
        }

        return new DocumentMap<T>(head.Location, entries.ToImmutable());
    }

    private object? Missing(YamlEntry entry, BindingContext context)
    {
        context.Diagnostics.Error(entry.Key.Location, $"{Quoted.Text(entry.Key.Text)} has no value; expected {value.Noun}");
        return null;
    }
}
