using System.Collections.Immutable;
using System.Text.Json.Nodes;
using WebPublisher.Policy.Schema;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Binding;

/// <summary>A list of values of one shape.</summary>
internal sealed class ListShape<T>(Shape item, KeyAttribute key) : Shape
{
    public override string Noun => "a list";

    public override bool TakesLists => true;

    public override object? Read(YamlNode node, BindingContext context)
    {
        if (node is not YamlSequence sequence)
        {
            var hint = node is YamlScalar { IsNull: false } ? "; put it in brackets: [...]" : "";
            context.Diagnostics.Error(node.Location, $"expected a list, found {node.Noun}{hint}");
            return null;
        }

        if (sequence.Items.IsEmpty && !key.MayBeEmpty)
        {
            context.Diagnostics.Error(sequence.Location, "the list is empty; leave the key out, or list what is meant");
        }

        var items = ImmutableArray.CreateBuilder<T>(sequence.Items.Length);
        foreach (var element in sequence.Items)
        {
            if (item.Read(element, context) is T value)
            {
                items.Add(value);
            }
        }

        return new DocumentList<T>(sequence.Location, items.ToImmutable());
    }

    public override JsonObject Schema(SchemaWriter writer)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Schema(writer) };
        if (!key.MayBeEmpty)
        {
            schema["minItems"] = 1;
        }

        return schema;
    }

    public override string Reference(ReferenceWriter writer) => $"list of: {item.Reference(writer)}";

    public override IEnumerable<DocumentShape> Documents => item.Documents;

    public override object Join(object first, object second, BindingContext context)
    {
        var (head, tail) = ((DocumentList<T>)first, (DocumentList<T>)second);
        return new DocumentList<T>(head.Location, [.. head, .. tail]);
    }
}
