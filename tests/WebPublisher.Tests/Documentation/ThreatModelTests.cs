using System.Text.RegularExpressions;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Documentation;

public sealed class ThreatModelTests
{
    private static readonly string s_page = File.ReadAllText(Repository.PathOf("docs/threat-model.md"));

    [Fact]
    public void Every_file_and_directory_that_stands_against_a_threat_exists()
    {
        var places = Regex.Matches(s_page, "`(?<path>WebPublisher[A-Za-z0-9./]*/[A-Za-z0-9./]+)`").Select(match => match.Groups["path"].Value).Distinct().ToList();

        Assert.True(places.Count > 40);
        Assert.DoesNotContain(places, place => !Path.Exists(Repository.PathOf($"src/{place}")));
    }

    [Fact]
    public void Every_test_that_shows_it_exists()
    {
        var files = Directory.EnumerateFiles(Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .ToLookup(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal);
        var tests = Regex.Matches(s_page, @"`(?<class>[A-Z][A-Za-z0-9]*(Tests|Stamp))(\.(?<name>[A-Za-z0-9_]+))?`").ToList();

        Assert.True(tests.Count > 50);
        Assert.DoesNotContain(tests, test => test.Groups["class"].Value != "ClassTests" && !files[test.Groups["class"].Value].Any(file => Has(file, test.Groups["name"].Value)));
    }

    [Fact]
    public void Every_threat_has_a_place_and_a_test()
    {
        var rows = s_page.Split('\n').SkipWhile(line => line != "## Threats and what stands against them").TakeWhile(line => line != "## What is left")
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| Threat ", StringComparison.Ordinal)).Select(line => line.Trim('|', ' ').Split(" | ")).ToList();

        Assert.True(rows.Count > 40);
        Assert.All(rows, row => Assert.Equal(4, row.Length));
        Assert.All(rows, row => Assert.Matches("`WebPublisher|\\.md", row[2]));
        Assert.All(rows, row => Assert.StartsWith("`", row[3], StringComparison.Ordinal));
    }

    private static bool Has(string file, string test) =>
        Regex.IsMatch(File.ReadAllText(file), test.Length == 0 ? @"\[(Fact|Theory|FactNeeding|Property)" : $@"\[(Fact|Theory|FactNeeding|Property)[^{{}}]*?(Task|void|Property) {test}\(");
}
