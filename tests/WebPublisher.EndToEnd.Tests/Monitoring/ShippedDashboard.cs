using System.Text.Json;
using WebPublisher.EndToEnd.Tests.Machine;

namespace WebPublisher.EndToEnd.Tests.Monitoring;

/// <summary>The Grafana dashboard that is shipped.</summary>
internal static class ShippedDashboard
{
    /// <summary>Each query with the title of its panel, its variables replaced as Grafana replaces them, for an interval and a range of a few seconds.</summary>
    public static IReadOnlyList<(string Panel, string Query)> Queries()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "monitoring", "grafana", "webpublisher.json")));
        var panels = json.RootElement.GetProperty("panels").EnumerateArray()
            .Where(panel => panel.TryGetProperty("targets", out _))
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray().Select(target => (panel.GetProperty("title").GetString()!, Replace(target.GetProperty("expr").GetString()!))));
        var variables = json.RootElement.GetProperty("templating").GetProperty("list").EnumerateArray()
            .Where(variable => variable.GetProperty("type").GetString() == "query")
            .Select(variable => ($"variable {variable.GetProperty("name").GetString()}", Series(Replace(variable.GetProperty("definition").GetString()!))));
        return [.. panels, .. variables];
    }

    // Of several servers Grafana makes (a|b), of all the variable's own .*.
    private static string Replace(string query) => query
        .Replace("$__rate_interval", "10s", StringComparison.Ordinal)
        .Replace("$__range", "60s", StringComparison.Ordinal)
        .Replace("$instance", ".*", StringComparison.Ordinal)
        .Replace("$job", "webpublisher", StringComparison.Ordinal);

    // label_values(SERIES, label) is asked of Grafana's own; it has values when the series has.
    private static string Series(string definition) => definition["label_values(".Length..definition.LastIndexOf(',')];
}
