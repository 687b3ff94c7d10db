using System.Text.RegularExpressions;
using WebPublisher.Telemetry;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Telemetry;

public sealed class MetricsReferenceTests
{
    [Fact]
    public async Task The_page_is_what_the_code_says()
    {
        var said = await CommandRun.OfAsync("metrics");

        // When this fails: ./webpublisher metrics > docs/metrics.md
        Assert.Equal(said.Output, File.ReadAllText(Repository.PathOf("docs/metrics.md")));
    }

    [Fact]
    public void Every_instrument_has_its_part_of_the_page() =>
        Assert.All(InstrumentCatalogue.All, instrument => Assert.Contains($"\n### {MetricsReference.PrometheusName(instrument)}\n", MetricsReference.ToMarkdown(), StringComparison.Ordinal));

    [Fact]
    public void Every_metric_that_a_page_mentions_exists()
    {
        var known = InstrumentCatalogue.All.Select(MetricsReference.PrometheusName).ToList();
        foreach (var page in Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md").Append(Repository.PathOf("README.md")))
        {
            // A name that ends with an underscore stands for all that begin so; a table of nftables is no metric.
            var mentioned = Regex.Matches(File.ReadAllText(page), @"(?<!inet )\b(webpublisher|http_server|http_client|process|kestrel|dotnet)_[a-z][a-z0-9_]+").Select(match => match.Value);
            Assert.All(mentioned, name => Assert.True(
                known.Exists(metric => metric == Regex.Replace(name, "_(bucket|sum|count)$", "") || metric == name || (name.EndsWith('_') && metric.StartsWith(name, StringComparison.Ordinal))),
                $"{name} in {Path.GetFileName(page)}"));
        }
    }
}
