using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WebPublisher.Policy;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.PolicyTests;
using WebPublisher.Policy.Schema;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Documentation;

public sealed class PolicyReferenceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _text = File.ReadAllText(Repository.PathOf("docs/policy.md"));

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Every_key_of_the_schema_is_described()
    {
        var keys = KeysOf(PolicySchema.ForPolicy()).Concat(KeysOf(PolicySchema.ForTests())).Distinct(StringComparer.Ordinal);

        Assert.DoesNotContain(keys, key => !Regex.IsMatch(_text, $@"`([a-zA-Z]+(\[\])?\.)*{key}((\[\])?\.[a-zA-Z]+)*`"));
    }

    /// <summary>When it fails: <c>webpublisher schema --markdown > docs/policy-reference.md</c>.</summary>
    [Fact]
    public async Task The_reference_is_what_the_command_prints()
    {
        var printed = (await CommandRun.OfAsync("schema", "--markdown")).Output;

        Assert.Equal(printed, File.ReadAllText(Repository.PathOf("docs/policy-reference.md")));
    }

    [Fact]
    public void The_guide_and_the_schema_give_a_key_the_same_default()
    {
        var defaults = Regex.Matches(PolicyReference.Write(), @"^\| `(?<key>[^`]+)` \| [^|]* \| (?<default>[^|]+) \|", RegexOptions.Multiline)
            .ToLookup(row => row.Groups["key"].Value, row => Words(row.Groups["default"].Value), StringComparer.Ordinal);
        var rows = Regex.Matches(_text, @"^\| `(?<key>[^`]+)` \| .* \| `(?<default>[^`]+)` \|$", RegexOptions.Multiline)
            .Select(row => (Key: row.Groups["key"].Value.Split('.')[^1], Default: row.Groups["default"].Value)).ToList();

        Assert.True(rows.Count > 100);
        Assert.All(rows, row => Assert.Contains(Words(row.Default), defaults[row.Key], StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_examples_together_are_a_policy_without_errors()
    {
        await CommandRun.OfAsync("certificate", "dev", "mail.example.com", "*.old.example.com", "--out", _directory.PathOf("certs"));
        File.Copy(_directory.PathOf("certs/inner-ca.pem"), _directory.PathOf("certs/internal-ca.pem"));
        using var certificate = X509Certificate2.CreateFromPemFile(_directory.PathOf("certs/public.pem"), _directory.PathOf("certs/public.key"));
        foreach (var name in new[] { "old", "other" })
        {
            var path = _directory.PathOf($"certs/{name}.p12");
            File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, "secret"));
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        foreach (var name in new[] { "secrets/database", "secrets/p12", "secrets/relay", "secrets/screen", "secrets/users" })
        {
            File.SetUnixFileMode(_directory.Write(name, "secret\n"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        foreach (var name in new[] { "secrets/prometheus", "secrets/anna" })
        {
            File.SetUnixFileMode(_directory.Write(name, $"a token of an example, long enough, of {name}\n"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        _directory.Write("lists/recipients", "user@example.com\n");
        foreach (var name in new[] { "crs/rules/rules.conf", "waf/before.conf", "waf/after.conf" })
        {
            _directory.Write(name, "");
        }

        Environment.SetEnvironmentVariable("P12_PASSWORD", "secret");
        var tests = "";
        var number = 0;
        foreach (var example in Regex.Matches(_text, "```yaml\n(?<text>.*?)```", RegexOptions.Singleline).Select(m => m.Groups["text"].Value))
        {
            if (example.StartsWith("tests:", StringComparison.Ordinal))
            {
                tests = example;
            }
            else if (!example.StartsWith("version:", StringComparison.Ordinal) && !example.StartsWith('#'))
            {
                _directory.Write($"example{++number}.yaml", example);
            }
        }

        var loaded = new PolicyLoader(TimeProvider.System).Load(_directory.Write("policy.yaml", "version: 1\ninclude: [example*.yaml]\n"));
        Assert.DoesNotContain(loaded.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        var diagnostics = new DiagnosticList();
        Assert.NotEmpty(PolicyTestReader.Read(_directory.Write("tests/example.yaml", tests), diagnostics));
        Assert.Empty(diagnostics);
    }

    // However they are strung together: "[subject, body]" or "subject and body".
    private static string Words(string text) => string.Join(' ', Regex.Matches(text, @"[^\s,\[\]`""]+").Select(word => word.Value).Where(word => word is not ("and" or "then")));

    private static IEnumerable<string> KeysOf(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(KeysOf),
        JsonObject schema => schema.SelectMany(member => member is { Key: "properties", Value: JsonObject properties }
            ? properties.Select(p => p.Key).Concat(properties.SelectMany(p => KeysOf(p.Value)))
            : KeysOf(member.Value)),
        _ => [],
    };
}
