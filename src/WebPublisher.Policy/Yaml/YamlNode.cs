using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Yaml;

/// <summary>A value in a YAML file, with its place: a <see cref="YamlScalar"/>, a <see cref="YamlSequence"/> or a <see cref="YamlMapping"/>.</summary>
/// <param name="Location">Where it begins.</param>
public abstract record YamlNode(SourceLocation Location)
{
    /// <summary>What it is in an operator's words, with its article: <c>a list</c>.</summary>
    public abstract string Noun { get; }
}
