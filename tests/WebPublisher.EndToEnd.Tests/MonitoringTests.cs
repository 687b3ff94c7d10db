using System.Text.RegularExpressions;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Monitoring;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>The dashboard and the rules that are shipped, asked of a real Prometheus that scrapes a real server under traffic.</summary>
public sealed partial class MonitoringTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    [FactNeeding(Need.Prometheus)]
    public async Task Every_query_of_the_dashboard_and_every_rule_has_data()
    {
        await using var edge = await MonitoredEdge.StartAsync();
        await using var prometheus = await RealPrometheus.StartAsync(edge.Operations);
        var rules = await prometheus.RulesAsync();
        Assert.Equal(rules.Count, Directory.EnumerateFiles(RealPrometheus.Rules).Sum(file => Regex.Count(File.ReadAllText(file), @"^\s+- (alert|record): ", RegexOptions.Multiline)));
        var queries = ShippedDashboard.Queries().Select(query => (Who: $"panel {query.Panel}", query.Query))
            .Concat(rules.Select(rule => (Who: rule.Name, Query: rule.IsAlert ? AsMeasured(rule.Expression) : rule.Expression)))
            .ToList();
        Assert.True(queries.Count > 100);

        // A rate needs two scrapes that differ: traffic goes on until nothing is empty any more.
        var started = TimeProvider.System.GetTimestamp();
        var empty = queries;
        while (empty.Count > 0 && TimeProvider.System.GetElapsedTime(started) < s_patience)
        {
            await edge.VisitAsync();
            var still = new List<(string Who, string Query)>();
            foreach (var query in empty)
            {
                if ((await prometheus.QueryAsync(query.Query)).Count == 0)
                {
                    still.Add(query);
                }
            }

            empty = still;
        }

        Assert.Equal([], empty);
        Assert.Equal([], (await prometheus.RulesAsync()).Where(rule => !string.IsNullOrEmpty(rule.Error)).Select(rule => $"{rule.Name}: {rule.Error}"));

        // What the traffic provoked is there, and not only a zero in its place. A scrape that came too late leaves a gap, so each is waited for.
        foreach (var provoked in new[]
        {
            """webpublisher_requests_total{decision="Forwarded"} > 0""", """webpublisher_denials_total{reason="NotPublished"} > 0""",
            """webpublisher_requests_total{http_response_status_code="502"} > 0""", """webpublisher_firewall_matches_total{rule_id="10001"} > 0""",
            """webpublisher_smtp_messages_total{outcome="Delivered"} > 0""", """webpublisher_smtp_messages_total{outcome="Held"} > 0""", "webpublisher_hold_messages > 0",
            """webpublisher_smtp_agent_findings_total{agent="senderFilter",kind="Unwanted"} > 0""", """webpublisher_ipsec_connection_up{connection="first"} == 1""",
            """webpublisher_front_end_healthy{farm="webmail"} == 1""", "webpublisher:requests:rate5m > 0",
        })
        {
            await prometheus.AwaitAsync(provoked, s_patience);
        }

        await prometheus.AwaitAsync("""count(ALERTS{alertname="WebPublisherIpsecDown",connection="second"}) == 1""", s_patience);
        await prometheus.AwaitAsync("webpublisher_policy_reload_failed == 0", s_patience);
        edge.BreakPolicy();
        await prometheus.AwaitAsync("""ALERTS{alertname="WebPublisherReloadFailed"}""", s_patience);
    }

    [FactNeeding(Need.Prometheus)]
    public async Task Promtool_finds_no_fault_with_the_rules()
    {
        var check = await Command.RunAsync("promtool", ["check", "rules", .. Directory.GetFiles(RealPrometheus.Rules)], s_patience);

        Assert.Equal(2, check.Successful().Output.Split("SUCCESS").Length - 1);
    }

    [FactNeeding(Need.Prometheus)]
    public async Task Each_alert_fires_for_what_it_is_about_and_for_nothing_else()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory["alerts.test.yml"], AlertCases.ToPromtool(RealPrometheus.Rules));

        var run = await Command.RunAsync("promtool", ["test", "rules", directory["alerts.test.yml"]], s_patience);

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }

    [FactNeeding(Need.Prometheus)]
    public void Each_alert_has_a_case_in_which_it_fires() => Assert.Equal(
        Directory.EnumerateFiles(RealPrometheus.Rules).SelectMany(file => Alert().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value)).Order(StringComparer.Ordinal),
        AlertCases.All.SelectMany(one => one.Fires).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    // An alert has no data while all is well: what it compares must have.
    private static string AsMeasured(string expression) => Comparison().Replace(expression, " $1 bool ");

    [GeneratedRegex(" (==|!=|<=|>=|<|>) ")]
    private static partial Regex Comparison();

    [GeneratedRegex(@"- alert: (?<name>\w+)")]
    private static partial Regex Alert();
}
