using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WebPublisher.Publishing;
using WebPublisher.Smtp.Tests.Testing;
using WebPublisher.State;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Administration;

/// <summary>A whole server with a site whose front end is not there and a receive connector, asked over its operations socket.</summary>
internal sealed class ObservedServer : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RecordedLoggers _log = new();
    private readonly HttpClient _client = new();

    private ObservedServer()
    {
    }

    /// <summary>The server.</summary>
    public Publisher Publisher { get; private set; } = null!;

    /// <summary>Its state directory.</summary>
    public string State => _directory.PathOf("state");

    /// <summary>Where it is asked.</summary>
    public Uri Address => new($"http://{Publisher.OperationsEndPoint}");

    /// <summary>Starts it.</summary>
    /// <param name="prepare">Puts something into its state before.</param>
    public static async Task<ObservedServer> StartAsync(Func<string, StateStore, Task>? prepare = null)
    {
        var server = new ObservedServer();
        if (prepare is not null)
        {
            await using var state = StateStore.Open(new StateOptions { Directory = server.State });
            await prepare(server.State, state);
        }

        server.WritePolicy();
        var options = new PublisherOptions { Policy = server._directory.PathOf("policy.yaml"), Loggers = server._log, CheckNames = false };
        server.Publisher = await Publisher.StartAsync(options, CancellationToken.None);
        return server;
    }

    /// <summary>Writes the policy again, with something more.</summary>
    public void WritePolicy(string more = "") => _directory.Write("policy.yaml", $$"""
        version: 1
        server: { name: EDGE01, fqdn: mail.example.com, stateDirectory: state }
        operations: { listen: "127.0.0.1:0" }
        listeners: [{ name: plain, address: 127.0.0.1:0, protocol: http }]
        frontEnds: { farm: { servers: ["127.0.0.1:9"] } }
        destinationSets: { site: [{ host: mail.example.com, paths: [/owa/*] }] }
        publishingRules: [{ name: Site, destinations: site, action: publish, to: farm, bridging: http, requireSecureChannel: false }]
        acceptedDomains: [{ name: example.com }]
        receiveConnectors: [{ name: internet, listen: ["127.0.0.1:0"], tarpit: 0s }]
        sendConnectors: [{ name: hub, domains: [example.com], servers: ["127.0.0.1:9"], tls: off }]
        agents: [{ recipientFilter: { blocked: [ceo@example.com] } }]
        {{more}}

        """);

    /// <summary>Asks for an object.</summary>
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type)
    {
        using var answer = await AskAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return JsonSerializer.Deserialize(text, type)!;
    }

    /// <summary>Asks for what is refused.</summary>
    public async Task<(HttpStatusCode Status, string Problem)> GetProblemAsync(string path)
    {
        using var answer = await AskAsync(path);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, json.RootElement.GetProperty("error").GetString()!);
    }

    /// <summary>Reads events.</summary>
    public async Task<EventStream> ListenAsync(string query = "")
    {
        var answer = await _client.GetAsync(new Uri(Address, $"/api/events{query}"), HttpCompletionOption.ResponseHeadersRead);
        return new EventStream(answer);
    }

    /// <summary>Makes a request to the published site.</summary>
    /// <returns>The status and the page.</returns>
    public async Task<(HttpStatusCode Status, string Page)> VisitAsync(string host, string target)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{Publisher.EndPoints["plain"]}{target}"));
        request.Headers.Host = host;
        using var answer = await _client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Has an SMTP dialog.</summary>
    public async Task TalkAsync(string dialog)
    {
        await using var client = await SmtpClient.ConnectAsync(Publisher.MailEndPoints[0].Address);
        await client.TalkAsync(dialog);
    }

    /// <summary>Waits until something can be seen.</summary>
    public static async Task<T> SoonAsync<T>(Func<Task<T>> look, Func<T, bool> isThere)
    {
        for (var tries = 0; ; tries++)
        {
            var seen = await look();
            if (isThere(seen) || tries == 600)
            {
                Assert.True(isThere(seen), string.Create(CultureInfo.InvariantCulture, $"not seen: {JsonSerializer.Serialize(seen)}"));
                return seen;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Publisher.DisposeAsync();
        _client.Dispose();
        _log.Dispose();
        _directory.Dispose();
    }

    private Task<HttpResponseMessage> AskAsync(string path) => _client.GetAsync(new Uri(Address, path));
}
