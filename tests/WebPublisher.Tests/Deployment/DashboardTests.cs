using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WebPublisher.Telemetry;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Deployment;

/// <summary>The Grafana dashboard, as far as can be said without Grafana.</summary>
public sealed class DashboardTests
{
    // Units as Grafana names them.
    private static readonly string[] s_units = ["short", "reqps", "cps", "percentunit", "s", "Bps", "bytes", "d"];

    private readonly JsonNode _dashboard = JsonNode.Parse(File.ReadAllText(Repository.PathOf("deploy/monitoring/grafana/webpublisher.json")))!;

    private List<JsonNode> Panels => [.. _dashboard["panels"]!.AsArray().Select(panel => panel!)];

    [Fact]
    public void Each_panel_has_a_number_of_its_own_a_title_and_a_known_unit()
    {
        Assert.Distinct(Panels.Select(panel => (int)panel["id"]!));
        Assert.Distinct(Panels.Select(panel => (string)panel["title"]!), StringComparer.Ordinal);
        Assert.All(Panels.Where(panel => (string)panel["type"]! != "row"), panel => Assert.Contains((string)panel["fieldConfig"]!["defaults"]!["unit"]!, s_units));
    }

    [Fact]
    public void Panels_stay_within_the_grid_and_do_not_overlap()
    {
        var taken = new HashSet<(int X, int Y)>();
        foreach (var panel in Panels)
        {
            var (x, y, w, h) = ((int)panel["gridPos"]!["x"]!, (int)panel["gridPos"]!["y"]!, (int)panel["gridPos"]!["w"]!, (int)panel["gridPos"]!["h"]!);
            Assert.InRange(x + w, 1, 24);
            var cells = Enumerable.Range(x, w).SelectMany(_ => Enumerable.Range(y, h), (column, row) => (column, row));
            Assert.All(cells, cell => Assert.True(taken.Add(cell), $"{panel["title"]} overlaps another panel at {cell}"));
        }
    }

    [Fact]
    public void Every_query_goes_to_the_source_and_the_servers_that_are_chosen()
    {
        foreach (var panel in Panels.Where(panel => (string)panel["type"]! != "row"))
        {
            Assert.Equal("${datasource}", (string)panel["datasource"]!["uid"]!);
            Assert.All(panel["targets"]!.AsArray(), target =>
            {
                Assert.Equal("${datasource}", (string)target!["datasource"]!["uid"]!);
                Assert.Contains("""job="$job",instance=~"$instance""", (string)target["expr"]!, StringComparison.Ordinal);
            });
            Assert.Distinct(panel["targets"]!.AsArray().Select(target => (string)target!["refId"]!), StringComparer.Ordinal);
        }

        Assert.Equal(["datasource", "job", "instance"], _dashboard["templating"]!["list"]!.AsArray().Select(variable => (string)variable!["name"]!));
    }

    [Theory]
    [InlineData("deploy/monitoring/grafana/webpublisher.json")]
    [InlineData("deploy/monitoring/prometheus/recording.yml")]
    [InlineData("deploy/monitoring/prometheus/alerts.yml")]
    public void Every_metric_that_is_asked_for_exists(string file)
    {
        var known = InstrumentCatalogue.All.Select(MetricsReference.PrometheusName).ToHashSet(StringComparer.Ordinal);

        // Recorded series have a colon; the five logs are asked for by a pattern.
        var asked = Regex.Matches(File.ReadAllText(Repository.PathOf(file)), @"(?<![:\w/])(webpublisher|http_server|http_client|process|kestrel|dotnet)_[a-z0-9_]+(?![:(\w])(?=[{ )\[\\])");
        Assert.NotEmpty(asked);
        Assert.All(asked.Select(match => Regex.Replace(match.Value, "_(bucket|sum|count)$", "")), name =>
            Assert.True(known.Contains(name) || known.Contains($"{name}_count") || known.Any(metric => metric.StartsWith(name, StringComparison.Ordinal) && name.EndsWith("_count", StringComparison.Ordinal)), name));
    }

    [Fact]
    public void Each_alert_says_how_grave_it_is_what_to_do_and_where_to_read_on()
    {
        var guide = File.ReadAllText(Repository.PathOf("docs/monitoring.md"));
        var alerts = YamlPlace.OfFile("deploy/monitoring/prometheus/alerts.yml")["groups"].Items.SelectMany(group => group["rules"].Items).ToList();

        Assert.True(alerts.Count > 20);
        Assert.All(alerts, alert =>
        {
            var name = alert["alert"].Text;
            Assert.Contains(alert["labels"]["severity"].Text, new[] { "critical", "warning" });
            Assert.NotEmpty(alert["annotations"]["summary"].Text);
            Assert.True(alert["annotations"]["description"].Text.Length > 60, name);
            Assert.Equal($"docs/monitoring.md#{name.ToLowerInvariant()}", alert["annotations"]["runbook"].Text);
            Assert.Contains($"\n### {name}\n", guide, StringComparison.Ordinal);
        });
    }
}
