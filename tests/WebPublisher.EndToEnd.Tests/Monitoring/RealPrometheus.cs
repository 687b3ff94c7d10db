using System.Globalization;
using System.Text.Json;
using WebPublisher.Conformance.Product;
using WebPublisher.EndToEnd.Tests.Machine;

namespace WebPublisher.EndToEnd.Tests.Monitoring;

/// <summary>A real Prometheus with the product's rules, which scrapes one publisher each second.</summary>
internal sealed class RealPrometheus : IAsyncDisposable
{
    /// <summary>The rules and alerts that are shipped.</summary>
    public static readonly string Rules = Path.Combine(Repository.Root, "deploy", "monitoring", "prometheus");

    private static readonly string s_script = Repository.EnvironmentScript("prometheus");
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryDirectory _directory = new();
    private readonly int _port = FreePort.Next();
    private readonly HttpClient _http;

    private RealPrometheus() => _http = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}")), Timeout = s_patience };

    /// <summary>Starts one that scrapes an operations listener.</summary>
    public static async Task<RealPrometheus> StartAsync(string target)
    {
        var prometheus = new RealPrometheus();
        (await prometheus.RunAsync("up", target)).Successful();
        return prometheus;
    }

    /// <summary>The values that a query has now, as text; those that are not numbers among them. Empty when it has none.</summary>
    /// <exception cref="HttpRequestException">Prometheus does not understand the query.</exception>
    public async Task<IReadOnlyList<string>> QueryAsync(string query)
    {
        using var content = new FormUrlEncodedContent([new("query", query)]);
        using var answer = await _http.PostAsync(new Uri("/api/v1/query", UriKind.Relative), content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{query}\n{text}");
        using var json = JsonDocument.Parse(text);
        var data = json.RootElement.GetProperty("data");
        return data.GetProperty("resultType").GetString() == "vector"
            ? [.. data.GetProperty("result").EnumerateArray().Select(sample => sample.GetProperty("value")[1].GetString()!)]
            : [data.GetProperty("result")[1].GetString()!];
    }

    /// <summary>Waits until a query has a value.</summary>
    /// <exception cref="TimeoutException">It has none in time.</exception>
    public async Task AwaitAsync(string query, TimeSpan patience)
    {
        var started = TimeProvider.System.GetTimestamp();
        while ((await QueryAsync(query)).Count == 0)
        {
            if (TimeProvider.System.GetElapsedTime(started) > patience)
            {
                throw new TimeoutException($"{query} has no value after {patience}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    /// <summary>Every rule that is loaded: its name, its expression, whether it alerts, and what went wrong with it, if anything did.</summary>
    public async Task<IReadOnlyList<LoadedRule>> RulesAsync()
    {
        using var json = JsonDocument.Parse(await _http.GetStringAsync(new Uri("/api/v1/rules", UriKind.Relative)));
        return
        [
            .. json.RootElement.GetProperty("data").GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("rules").EnumerateArray()).Select(rule => new LoadedRule(
                rule.GetProperty("name").GetString()!,
                rule.GetProperty("query").GetString()!,
                rule.GetProperty("type").GetString() == "alerting",
                rule.TryGetProperty("lastError", out var error) ? error.GetString() : null)),
        ];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        (await RunAsync("down", "")).Successful();
        _http.Dispose();
        _directory.Dispose();
    }

    private Task<CommandResult> RunAsync(string action, string target) => Command.RunAsync(
        s_script,
        [action, _directory.Path],
        s_patience,
        new Dictionary<string, string> { ["PROMETHEUS_PORT"] = _port.ToString(CultureInfo.InvariantCulture), ["TARGET"] = target, ["RULES"] = Rules });
}
