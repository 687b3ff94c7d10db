using System.Text.RegularExpressions;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Documentation;

public sealed class OperatingGuideTests
{
    private static readonly string s_guide = File.ReadAllText(Repository.PathOf("docs/operating.md"));

    [Fact]
    public void Every_log_event_is_listed()
    {
        var ids = Numbers().Distinct().ToList();

        Assert.True(ids.Count >= 100);
        Assert.DoesNotContain(ids, id => !Regex.IsMatch(s_guide, $@"\b{id}\b"));
    }

    [Fact]
    public void No_two_log_events_have_one_number()
    {
        var ids = Numbers().ToList();

        Assert.Equal(ids.Distinct(), ids);
    }

    private static IEnumerable<string> Numbers() =>
        Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), "(EventId = |LoggerMessage\\()(?<id>[0-9]{4})").Select(match => match.Groups["id"].Value));
}
