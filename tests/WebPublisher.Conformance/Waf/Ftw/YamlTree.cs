using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace WebPublisher.Conformance.Waf.Ftw;

/// <summary>Reads a tree of YAML as the files of tests use it.</summary>
internal static class YamlTree
{
    /// <summary>The root of a file, or null where it has none.</summary>
    /// <exception cref="FormatException">The file is no YAML.</exception>
    public static YamlMappingNode? Root(string path)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = File.OpenText(path);
            stream.Load(reader);
        }
        catch (YamlException e)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }

        return stream.Documents.Count > 0 ? stream.Documents[0].RootNode as YamlMappingNode : null;
    }

    /// <summary>The member of that name, or null.</summary>
    public static YamlNode? Member(this YamlNode? node, string name) => node is YamlMappingNode map && map.Children.TryGetValue(name, out var value) ? value : null;

    /// <summary>The text of the member of that name, or null where there is none or it is null.</summary>
    public static string? Text(this YamlNode? node, string name) => node.Member(name) is YamlScalarNode scalar && !IsNull(scalar) ? scalar.Value : null;

    /// <summary>Whether the member of that name is true, or null where there is none.</summary>
    public static bool? Flag(this YamlNode? node, string name) => node.Text(name) is { } text ? text is "true" or "True" or "yes" or "on" : null;

    /// <summary>The elements of the member of that name; one that is no list is its only element.</summary>
    public static IEnumerable<YamlNode> List(this YamlNode? node, string name) => node.Member(name) switch
    {
        null => [],
        YamlSequenceNode list => list,
        YamlScalarNode scalar when IsNull(scalar) => [],
        var one => [one],
    };

    /// <summary>The numbers of the member of that name.</summary>
    /// <exception cref="FormatException">One is no number.</exception>
    public static IReadOnlyList<long> Numbers(this YamlNode? node, string name) => [.. node.List(name).Select(one => long.Parse(one.ToString(), CultureInfo.InvariantCulture))];

    /// <summary>Whether a scalar stands for nothing.</summary>
    public static bool IsNull(YamlScalarNode scalar) => scalar is { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };
}
