using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Yaml;

/// <summary>A list.</summary>
/// <param name="Location">Where it begins.</param>
/// <param name="Items">Its items in order.</param>
public sealed record YamlSequence(SourceLocation Location, ImmutableArray<YamlNode> Items) : YamlNode(Location)
{
    /// <inheritdoc/>
    public override string Noun => "a list";
}
