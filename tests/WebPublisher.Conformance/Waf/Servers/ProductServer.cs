using System.Globalization;
using System.Net;
using System.Text.Json;
using WebPublisher.Conformance.Product;
using WebPublisher.Conformance.Waf.Talking;

namespace WebPublisher.Conformance.Waf.Servers;

/// <summary>The built product, whose log tells of each request and of each rule that matched.</summary>
internal sealed class ProductServer : WafServer
{
    private const int RequestEvent = 2000;
    private const int MatchEvent = 2004;

    private readonly PolicyDirectory _directory = new();
    private readonly ReflectingOrigin _origin = new();
    private readonly RequestLog<LoggedRule> _log = new();
    private readonly Dictionary<int, List<LoggedRule>> _matched = [];
    private ProductProcess? _process;

    private ProductServer(int port) => Port = port;

    /// <inheritdoc/>
    public override string Name => "webpublisher";

    /// <summary>Where it listens, in clear.</summary>
    public int Port { get; }

    /// <summary>Told of each request when it is done with; for whoever sends requests himself.</summary>
    public Action<FinishedRequest>? Finished { get; init; }

    /// <summary>Starts it.</summary>
    /// <param name="product">The product's executable and its first arguments.</param>
    /// <param name="rules">The rules it judges by.</param>
    /// <param name="port">Where it listens, or null for any free port.</param>
    /// <param name="finished">Told of each request when it is done with.</param>
    /// <exception cref="InvalidOperationException">It does not start; the message holds what it wrote.</exception>
    public static async Task<ProductServer> StartAsync(IReadOnlyList<string> product, RuleSetPlace rules, int? port = null, Action<FinishedRequest>? finished = null)
    {
        var server = new ProductServer(port ?? FreePort.Next()) { Finished = finished };
        try
        {
            var operations = FreePort.Next();
            server._directory.Write("webpublisher.yaml", WafProductPolicy.Text(server.Port, operations, server._origin.Port, rules));
            server._process = await ProductProcess.StartAsync(product, server._directory.PathOf("webpublisher.yaml"), operations, server.Take);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task<WafAnswer> AskAsync(byte[] request)
    {
        var answer = await new RawClient(Port, serverName: null).AskAsync(request, _log.Begin);

        // What the origin has answered went through the whole pipeline, whose last step is the log: on a machine that does much else, it is late and not missing.
        var rules = await _log.EndAsync(answer.Port, TimeSpan.FromSeconds(answer.Status is >= 200 and < 300 ? 60 : 5));
        return new WafAnswer(answer, rules, [.. rules.Select(rule => rule.Line)]);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        await _origin.DisposeAsync();
        _directory.Dispose();
    }

    private bool Take(string line)
    {
        if (!line.StartsWith('{'))
        {
            return false;
        }

        using var json = JsonDocument.Parse(line);
        var id = json.RootElement.GetProperty("id").GetInt32();
        if (id is not (RequestEvent or MatchEvent) || !IPEndPoint.TryParse(json.RootElement.GetProperty("fields").GetProperty("client").GetString() ?? "", out var client))
        {
            return false;
        }

        var fields = json.RootElement.GetProperty("fields");
        lock (_matched)
        {
            if (!_matched.TryGetValue(client.Port, out var rules))
            {
                _matched[client.Port] = rules = [];
            }

            if (id == MatchEvent)
            {
                rules.Add(new LoggedRule(Number(fields.GetProperty("ruleId")), fields.GetProperty("message").GetString() ?? "", fields.GetProperty("data").GetString() ?? ""));
                return true;
            }

            _matched.Remove(client.Port);
            Finish(new FinishedRequest(client.Port, (int)Number(fields.GetProperty("status")), rules));
        }

        return true;
    }

    private void Finish(FinishedRequest request)
    {
        foreach (var rule in request.Rules)
        {
            _log.Add(request.ClientPort, rule);
        }

        _log.Finish(request.ClientPort);
        Finished?.Invoke(request);
    }

    private static long Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetInt64() : long.Parse(value.GetString()!, CultureInfo.InvariantCulture);
}
