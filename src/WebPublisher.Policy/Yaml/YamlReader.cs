using WebPublisher.Policy.Diagnostics;
using YamlDotNet.Core;

namespace WebPublisher.Policy.Yaml;

/// <summary>
/// Reads one YAML 1.2 document into a tree that keeps the place of every key and value. Anchors, aliases, tags and several documents in one file are refused:
/// a policy is read by people, and what they allow (values from afar, exponential growth) is not worth their price. Limits: <see cref="YamlLimits"/>.
/// </summary>
public static class YamlReader
{
    /// <summary>Reads <paramref name="content"/>. Never throws for bad input.</summary>
    /// <param name="file">The file's name in diagnostics.</param>
    /// <param name="content">What the file holds.</param>
    /// <param name="diagnostics">Receives every error.</param>
    /// <returns>The tree (an empty file is an empty mapping), or null when the file cannot be made sense of, which was reported.</returns>
    public static YamlNode? Read(string file, ReadOnlySpan<byte> content, DiagnosticList diagnostics)
    {
        if (content.Length > YamlLimits.FileSize)
        {
            diagnostics.Error(new SourceLocation(file, 1, 1), $"the file is longer than {YamlLimits.FileSize / 1024} KB");
            return null;
        }

        if (YamlText.Decode(file, content, diagnostics) is not { } text)
        {
            return null;
        }

        using var reader = new StringReader(text);
        return new YamlComposer(file, text, new Parser(reader), diagnostics).Compose();
    }
}
