using System.Globalization;
using WebPublisher.Tests.Testing;
using YamlDotNet.RepresentationModel;

namespace WebPublisher.Tests.Deployment;

/// <summary>A place in a YAML document, found by keys and indices; a key that is missing fails the test with its path.</summary>
public sealed class YamlPlace
{
    private readonly YamlNode _node;
    private readonly string _path;

    private YamlPlace(YamlNode node, string path) => (_node, _path) = (node, path);

    public static YamlPlace OfFile(string file)
    {
        using var reader = new StreamReader(Repository.PathOf(file));
        return new YamlPlace(Read(reader), file);
    }

    public static YamlPlace OfText(string text)
    {
        using var reader = new StringReader(text);
        return new YamlPlace(Read(reader), "text");
    }

    public string Text => Assert.IsType<YamlScalarNode>(_node).Value!;

    public int Number => int.Parse(Text, CultureInfo.InvariantCulture);

    public IReadOnlyList<YamlPlace> Items => [.. Assert.IsType<YamlSequenceNode>(_node).Select((item, i) => new YamlPlace(item, $"{_path}[{i}]"))];

    public IReadOnlyList<string> Texts => [.. Items.Select(item => item.Text)];

    public YamlPlace this[string keys] => keys.Split('.').Aggregate(this, (place, key) => place.Key(key));

    public YamlPlace Key(string key) => Find(key) ?? throw new KeyNotFoundException($"{_path} has no {key}");

    public YamlPlace? Find(string key) =>
        Assert.IsType<YamlMappingNode>(_node).Children.TryGetValue(new YamlScalarNode(key), out var child) ? new YamlPlace(child, $"{_path}.{key}") : null;

    private static YamlNode Read(TextReader reader)
    {
        var stream = new YamlStream();
        stream.Load(reader);
        return Assert.Single(stream.Documents).RootNode;
    }
}
