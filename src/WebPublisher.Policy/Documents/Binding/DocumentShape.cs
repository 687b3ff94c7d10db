using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Schema;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Binding;

/// <summary>A mapping with fixed keys.</summary>
internal sealed class DocumentShape : Shape
{
    private readonly DocumentAttribute _description;
    private readonly Lazy<ImmutableArray<DocumentProperty>> _properties;

    public DocumentShape(Type type)
    {
        Type = type;
        _description = type.GetCustomAttribute<DocumentAttribute>() ?? throw new ArgumentException($"{type} has no [Document]", nameof(type));

        // Lazy, because documents may contain themselves.
        _properties = new(() =>
        [
            .. from property in type.GetProperties()
               let key = property.GetCustomAttribute<KeyAttribute>()
               where key is not null
               let name = JsonNamingPolicy.CamelCase.ConvertName(property.Name)
               select new DocumentProperty(name, property, key, ShapeCatalog.For(property.PropertyType, key)),
        ]);
    }

    public Type Type { get; }

    public override string Noun => _description.Noun;

    /// <summary>Its keys, in the order in which the type declares them.</summary>
    public ImmutableArray<DocumentProperty> Properties => _properties.Value;

    /// <summary>The key that a single value or a list in the place of the mapping stands for; null when there has to be a mapping.</summary>
    public DocumentProperty? Short => _description.Short is { } name ? Properties.First(p => p.Property.Name == name) : null;

    public override object? Read(YamlNode node, BindingContext context)
    {
        if (Short is { } only && (node is YamlScalar { IsNull: false } || (node is YamlSequence && only.Shape.TakesLists)))
        {
            return ReadShort(only, node, context);
        }

        if (node is not YamlMapping mapping)
        {
            context.Diagnostics.Error(node.Location, _description.InsteadOfMapping ?? $"expected {Noun} (a mapping of keys), found {node.Noun}");
            return null;
        }

        var document = (Document)Activator.CreateInstance(Type)!;
        var keys = ImmutableDictionary.CreateBuilder<string, SourceLocation>(StringComparer.Ordinal);
        foreach (var entry in mapping.Entries)
        {
            if (Properties.FirstOrDefault(p => p.Name == entry.Key.Text) is not { } property)
            {
                var suggestion = Suggestion.For(entry.Key.Text, [.. Properties.Select(p => p.Name)], "allowed here");
                context.Diagnostics.Error(entry.Key.Location, $"unknown key {Quoted.Text(entry.Key.Text)} in {Noun}{suggestion}");
                continue;
            }

            keys.Add(property.Property.Name, entry.Key.Location);
            if (entry.Value is YamlScalar { IsNull: true })
            {
                context.Diagnostics.Error(entry.Key.Location, $"key '{property.Name}' has no value; expected {property.Shape.Noun}, or leave the key out");
            }
            else if (property.Shape.Read(entry.Value, context) is { } value)
            {
                property.Property.SetValue(document, value);
            }
        }

        foreach (var missing in Properties.Where(p => p.Key.Required && !keys.ContainsKey(p.Property.Name)))
        {
            context.Diagnostics.Error(mapping.Location, $"key '{missing.Name}' is missing in {Noun}; expected {missing.Shape.Noun}");
        }

        document.Place(mapping.Location, keys.ToImmutable());
        return document;
    }

    private Document? ReadShort(DocumentProperty only, YamlNode node, BindingContext context)
    {
        if (only.Shape.Read(node, context) is not { } value)
        {
            return null;
        }

        var document = (Document)Activator.CreateInstance(Type)!;
        only.Property.SetValue(document, value);
        document.Place(node.Location, ImmutableDictionary<string, SourceLocation>.Empty.WithComparers(StringComparer.Ordinal).Add(only.Property.Name, node.Location));
        return document;
    }

    public override JsonObject Schema(SchemaWriter writer) => writer.Reference(this);

    public override string Reference(ReferenceWriter writer) => ReferenceWriter.Link(this);

    public override IEnumerable<DocumentShape> Documents => [this];

    /// <summary>
    /// Lays what was written closer over what holds otherwise, key by key. Documents in it are laid over each other in turn, unless they are replaced whole; anything else that
    /// was written replaces what is beneath. Only keys that both kinds of document have are laid over.
    /// </summary>
    /// <param name="over">What was written closer, of this kind or of one that has some of its keys.</param>
    /// <param name="under">What holds otherwise, of this kind.</param>
    public Document Lay(Document over, Document under)
    {
        var laid = (Document)Activator.CreateInstance(Type)!;
        var keys = under.Keys.ToBuilder();
        foreach (var (name, property) in Properties.Select(p => (p.Property.Name, p)))
        {
            var value = property.Property.GetValue(under);
            if (property.Property.DeclaringType!.IsInstanceOfType(over) && over.Has(name))
            {
                var written = property.Property.GetValue(over);
                value = written is Document closer && value is Document beneath && ShapeCatalog.Document(closer.GetType()) is { _description.ReplacedWhole: false } shape
                    ? shape.Lay(closer, beneath)
                    : written;
                keys[name] = over.LocationOf(name);
            }

            property.Property.SetValue(laid, value);
        }

        laid.Place(under.Start, keys.ToImmutable());
        return laid;
    }

    /// <summary>Joins two files: lists concatenate, maps unite, anything else may stand in one of them only.</summary>
    public Document JoinFiles(Document first, Document second, ISet<string> apart, BindingContext context)
    {
        var joined = (Document)Activator.CreateInstance(Type)!;
        var keys = first.Keys.ToBuilder();
        foreach (var property in Properties)
        {
            var name = property.Property.Name;
            var (mine, theirs) = (property.Property.GetValue(first), property.Property.GetValue(second));
            var value = mine;
            if (second.Has(name) && !apart.Contains(name))
            {
                value = first.Has(name) && mine is not null && theirs is not null ? property.Shape.Join(mine, theirs, context) : theirs ?? mine;
                if (value is null && mine is not null)
                {
                    context.Diagnostics.Error(second.LocationOf(name), $"key '{property.Name}' is already given at {first.LocationOf(name)}");
                    value = mine;
                }
            }

            property.Property.SetValue(joined, value);
            if (!keys.ContainsKey(name) && second.Has(name))
            {
                keys.Add(name, second.LocationOf(name));
            }
        }

        joined.Place(first.Start, keys.ToImmutable());
        return joined;
    }
}
