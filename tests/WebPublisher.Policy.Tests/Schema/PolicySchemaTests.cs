using System.Text.Json.Nodes;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Schema;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Tests.Schema;

public sealed class PolicySchemaTests
{
    private static readonly JsonObject Policy = (JsonObject)JsonNode.Parse(PolicySchema.ToText(PolicySchema.ForPolicy()))!;

    public static TheoryData<string> Definitions => [.. ((JsonObject)Policy["$defs"]!).Select(d => d.Key)];

    [Fact]
    public void The_full_examples_are_valid() => Assert.Empty(Check("full.yaml").Concat(Check("mail-full/policy.yaml")).Concat(Check("mail-screener/policy.yaml")));

    [Theory]
    [InlineData("unknown-keys.yaml")]
    [InlineData("wrong-kinds.yaml")]
    [InlineData("missing-keys.yaml")]
    [InlineData("bad-scalars.yaml")]
    [InlineData("paths.yaml")]
    [InlineData("secrets-inline.yaml")]
    [InlineData("mail-unknown-keys.yaml")]
    [InlineData("mail-missing-keys.yaml")]
    [InlineData("mail-bad-scalars.yaml")]
    [InlineData("mail-fqdn.yaml")]
    [InlineData("mail-wildcards.yaml")]
    [InlineData("mail-limits.yaml")]
    [InlineData("mail-credentials.yaml")]
    [InlineData("mail-listens-nowhere.yaml")]
    public void What_the_reader_refuses_the_schema_marks(string file) => Assert.NotEmpty(Check(file));

    [Theory]
    [MemberData(nameof(Definitions))]
    public void A_definition_has_the_keys_of_its_document_and_no_other(string definition)
    {
        var type = Assert.Single(typeof(PolicyDocument).Assembly.GetTypes(), t => t.Name == $"{char.ToUpperInvariant(definition[0])}{definition[1..]}Document");
        var shape = ShapeCatalog.Document(type);
        var schema = (JsonObject)Policy["$defs"]![definition]!;

        Assert.Equal(shape.Properties.Select(p => p.Name), ((JsonObject)schema["properties"]!).Select(p => p.Key));
        Assert.Equal(shape.Properties.Where(p => p.Key.Required).Select(p => p.Name), ((JsonArray?)schema["required"] ?? []).Select(r => r!.GetValue<string>()));
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
        Assert.All((JsonObject)schema["properties"]!, p => Assert.False(string.IsNullOrWhiteSpace(p.Value!["description"]?.GetValue<string>())));
    }

    [Fact]
    public void Every_document_is_reached()
    {
        // No operator writes a profile: profiles come with the product.
        var documents = typeof(PolicyDocument).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Document)) && !t.IsAbstract && t != typeof(ProfileDocument)).Select(t => t.Name.Replace("Document", "", StringComparison.Ordinal));
        var defined = ((JsonObject)Policy["$defs"]!).Concat((JsonObject)PolicySchema.ForTests()["$defs"]!).Select(d => d.Key);

        Assert.Equal(documents.Order(StringComparer.OrdinalIgnoreCase), defined.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void Defaults_and_examples_obey_their_own_schema()
    {
        var checker = new SchemaChecker(Policy);
        foreach (var (name, property) in ((JsonObject)Policy["$defs"]!).SelectMany(d => (JsonObject)d.Value!["properties"]!))
        {
            var schema = (JsonObject)property!;
            var values = ((JsonArray?)schema["examples"] ?? []).Select(e => e).Concat(schema["default"] is { } value ? [value] : []);
            Assert.Empty(values.SelectMany(v => checker.Check(schema, v, name)));
        }
    }

    [Fact]
    public void The_shipped_policies_and_their_tests_are_valid()
    {
        string[] directories = [Path.GetFullPath("../../../rules", GoldenTests.PathOf("")), Path.GetFullPath("../../../deploy/examples", GoldenTests.PathOf(""))];
        string[] files = [.. directories.SelectMany(directory => Directory.GetFiles(directory, "*.yaml", SearchOption.AllDirectories))];
        Assert.NotEmpty(files);
        var tests = (JsonObject)JsonNode.Parse(PolicySchema.ToText(PolicySchema.ForTests()))!;
        Assert.All(files, f => Assert.Empty(Check(f, Path.GetFileName(Path.GetDirectoryName(f)) == "tests" ? tests : Policy)));
    }

    private static List<string> Check(string file) => Check(GoldenTests.PathOf(file), Policy);

    private static List<string> Check(string file, JsonObject schema)
    {
        var node = YamlReader.Read(file, File.ReadAllBytes(file), new DiagnosticList());
        return [.. new SchemaChecker(schema).Check(node!)];
    }
}
