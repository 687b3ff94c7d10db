using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Yaml;

/// <summary>Keys and their values.</summary>
/// <param name="Location">Where it begins.</param>
/// <param name="Entries">Its entries in order; no key occurs twice.</param>
public sealed record YamlMapping(SourceLocation Location, ImmutableArray<YamlEntry> Entries) : YamlNode(Location)
{
    /// <inheritdoc/>
    public override string Noun => "a mapping";
}
