using System.Text.RegularExpressions;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Documentation;

public sealed class OperatingGuideTests
{
    private static readonly string s_guide = File.ReadAllText(Repository.PathOf("docs/operating.md"));

    [Fact]
    public void Every_log_event_of_the_mail_half_is_listed()
    {
        var ids = Sources().SelectMany(source => Regex.Matches(source, "(EventId = |LoggerMessage\\()(?<id>[34][0-9]{3})").Select(m => m.Groups["id"].Value)).Distinct().ToList();

        Assert.True(ids.Count >= 14);
        Assert.DoesNotContain(ids, id => !Regex.IsMatch(s_guide, $@"\b{id}\b"));
    }

    [Fact]
    public void No_two_log_events_of_the_mail_half_have_one_number()
    {
        var ids = Sources().SelectMany(source => Regex.Matches(source, "(EventId = |LoggerMessage\\()(?<id>[0-9]{4})").Select(m => m.Groups["id"].Value)).ToList();

        Assert.Equal(ids.Distinct(), ids);
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Repository.PathOf("src/WebPublisher.Smtp"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .Select(File.ReadAllText);
}
