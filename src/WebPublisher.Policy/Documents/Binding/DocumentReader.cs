using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Binding;

/// <summary>Reads a document of any kind out of YAML and reports all its errors at once.</summary>
public static class DocumentReader
{
    /// <summary>Reads <paramref name="node"/> as a <typeparamref name="T"/>. Keys and values that cannot be read are reported and left out.</summary>
    /// <typeparam name="T">The kind of document.</typeparam>
    /// <param name="node">The YAML.</param>
    /// <param name="directory">Absolute path of the directory relative paths start from.</param>
    /// <param name="diagnostics">Receives every error.</param>
    /// <returns>The document, or null when <paramref name="node"/> is no mapping.</returns>
    public static T? Read<T>(YamlNode node, string directory, DiagnosticList diagnostics)
        where T : Document, new() => (T?)ShapeCatalog.Document(typeof(T)).Read(node, new BindingContext(directory, diagnostics));
}
