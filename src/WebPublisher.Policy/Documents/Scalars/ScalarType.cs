using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>How one type of single value is written.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
internal abstract class ScalarType<T>
{
    /// <summary>What it is in an operator's words, with its article and an example where that helps: <c>a duration such as 30s</c>.</summary>
    public abstract string Noun { get; }

    /// <summary>Reads a value that is not null.</summary>
    /// <param name="scalar">What was written.</param>
    /// <param name="directory">Absolute path of the directory relative paths start from.</param>
    /// <param name="value">The value; undefined when there is a problem.</param>
    /// <returns>What is wrong, or null.</returns>
    public abstract string? Parse(YamlScalar scalar, string directory, out T value);

    /// <summary>Orders two values, for the bounds a key may set.</summary>
    public virtual int Compare(T a, T b) => Comparer<T>.Default.Compare(a, b);

    /// <summary>Its JSON Schema.</summary>
    public abstract JsonObject Schema();

    /// <summary>The usual sentence for a value that cannot be read.</summary>
    protected string Not(string text) => $"{Quoted.Text(text)} is not {Noun}";

    /// <summary>The schema of a text that matches <paramref name="pattern"/>.</summary>
    protected static JsonObject TextSchema(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };
}
