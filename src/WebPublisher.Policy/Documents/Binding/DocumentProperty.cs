using System.Reflection;

namespace WebPublisher.Policy.Documents.Binding;

/// <summary>One key of a document: the property it fills and the shape of its value.</summary>
/// <param name="Name">The key in YAML.</param>
/// <param name="Property">The property it fills.</param>
/// <param name="Key">Its description.</param>
/// <param name="Shape">The shape of its value.</param>
internal sealed record DocumentProperty(string Name, PropertyInfo Property, KeyAttribute Key, Shape Shape);
