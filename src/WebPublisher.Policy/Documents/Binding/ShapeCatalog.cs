using System.Collections.Concurrent;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents.Binding;

/// <summary>Finds the shape of a document's property by its type.</summary>
internal static class ShapeCatalog
{
    private static readonly ConcurrentDictionary<Type, DocumentShape> Documents = new();

    /// <summary>The shape of a document.</summary>
    public static DocumentShape Document(Type type) => Documents.GetOrAdd(type, static t => new DocumentShape(t));

    /// <summary>The shape of a property with its constraints.</summary>
    public static Shape For(Type type, KeyAttribute key)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsSubclassOf(typeof(Document)))
        {
            return Document(type);
        }

        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (definition == typeof(Located<>))
        {
            var value = type.GetGenericArguments()[0];
            return (Shape)Activator.CreateInstance(typeof(ScalarShape<>).MakeGenericType(value), ScalarTypes.For(value), key)!;
        }

        var shape = definition == typeof(DocumentList<>) ? typeof(ListShape<>)
            : definition == typeof(DocumentMap<>) ? typeof(MapShape<>)
            : throw new ArgumentException($"{type} cannot be read from YAML", nameof(type));
        var item = type.GetGenericArguments()[0];
        return (Shape)Activator.CreateInstance(shape.MakeGenericType(item), For(item, key), key)!;
    }
}
