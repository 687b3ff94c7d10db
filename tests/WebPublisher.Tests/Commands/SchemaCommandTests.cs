using System.Text.Json;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands;

public sealed class SchemaCommandTests
{
    [Fact]
    public async Task The_schema_is_json_and_knows_the_policy_s_keys()
    {
        var run = await CommandRun.OfAsync("schema");

        Assert.Equal(0, run.Code);
        Assert.True(Properties(run.Output).TryGetProperty("publishingRules", out _));
    }

    [Fact]
    public async Task The_schema_of_tests_is_another()
    {
        var run = await CommandRun.OfAsync("schema", "--tests");

        Assert.True(Properties(run.Output).TryGetProperty("tests", out _));
    }

    private static JsonElement Properties(string schema)
    {
        var root = JsonDocument.Parse(schema).RootElement;
        var definition = root.GetProperty("$ref").GetString()!["#/$defs/".Length..];
        return root.GetProperty("$defs").GetProperty(definition).GetProperty("properties");
    }
}
