namespace WebPublisher.Policy.Yaml;

/// <summary>One key of a mapping with its value.</summary>
/// <param name="Key">The key, with its own place.</param>
/// <param name="Value">The value.</param>
public sealed record YamlEntry(YamlScalar Key, YamlNode Value);
