using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WebPublisher.Administration.Control;
using WebPublisher.Administration.Model;
using WebPublisher.Publishing;
using WebPublisher.Smtp.Tests.Testing;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Administration.Halves;

/// <summary>Two processes that run a half each on one state directory, each asked for what is the other's.</summary>
// Its servers make activities listened to.
[Collection("activities")]
public sealed class TwoHalvesTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RecordedLoggers _log = new();
    private readonly HttpClient _client = new();
    private Publisher _web = null!;
    private Publisher? _smtp;

    public async Task InitializeAsync()
    {
        _web = await StartAsync(PublisherParts.Web);
        _smtp = await StartAsync(PublisherParts.Smtp);
    }

    public async Task DisposeAsync()
    {
        await _web.DisposeAsync();
        await StopSmtpAsync();
        _client.Dispose();
        _log.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_refusal_of_the_other_half_is_explained_by_either()
    {
        // The one before has the log pause before it writes again.
        for (var count = 1; count <= 2; count++)
        {
            await TalkAsync("S: 220\nC: HELO c.example\nS: 250\nC: MAIL FROM:<a@elsewhere.example>\nS: 250\nC: RCPT TO:<b@nowhere.example>\nS: 550\nC: QUIT\nS: 221\nS: (closed)");
        }

        var refused = await DecidedAsync("session", 2);

        var there = await ExplainAsync(_web, refused.Reference);
        var here = await ExplainAsync(_smtp!, refused.Reference);

        Assert.StartsWith($"Session {refused.Reference}: ", here.Text, StringComparison.Ordinal);
        Assert.Equal(here, there);
    }

    [Fact]
    public async Task What_the_other_half_has_served_is_told_as_it_remembers_it()
    {
        await TalkAsync("S: 220\nC: HELO c.example\nS: 250\nC: QUIT\nS: 221\nS: (closed)");
        var served = await DecidedAsync("session");

        Assert.StartsWith($"Session {served.Reference}: served, ", (await ExplainAsync(_web, served.Reference)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_neither_knows_is_not_sent_back_and_forth_and_a_half_that_does_not_run_is_named()
    {
        const string Unknown = "/api/explain/2P5Z-K8R0-7XQE-M3WD";
        var (status, problem) = await ProblemAsync(Unknown);
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.DoesNotContain("the other half", problem, StringComparison.Ordinal);

        await StopSmtpAsync();
        (status, problem) = await ProblemAsync(Unknown);
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.EndsWith("\n  - the other half made it, and its process 'smtp' does not run on this state directory: ask it there.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_that_one_half_is_asked_for_acts_on_the_other()
    {
        using var web = (await ControlClient.FindAsync(_directory.PathOf("state"), "web", TimeProvider.System, CancellationToken.None))!;
        var change = new AddressChange("block", "127.0.0.1", null, null);
        var outcomes = await web.PostAsync("/api/addresses/add", change, AdministrationJson.Default.AddressChange, AdministrationJson.Default.ImmutableArrayActionOutcome, CancellationToken.None);
        Assert.True(Assert.Single(outcomes).Done);

        await ObservedServer.SoonAsync(() => GetAsync(_smtp!, "/api/addresses", AdministrationJson.Default.ImmutableArrayAddressEntry), entries => entries.Length == 1);
        await TalkAsync("S: 220\nC: HELO c.example\nS: 250\nC: MAIL FROM:<a@elsewhere.example>\nS: 550");
    }

    private async Task TalkAsync(string dialog)
    {
        await using var client = await SmtpClient.ConnectAsync(_smtp!.MailEndPoints[0].Address);
        await client.TalkAsync(dialog);
    }

    private async Task<Decision> DecidedAsync(string kind, int count = 1)
    {
        var decisions = await ObservedServer.SoonAsync(() => GetAsync(_smtp!, $"/api/decisions?kind={kind}", AdministrationJson.Default.ImmutableArrayDecision), found => found.Length == count);
        return decisions[0];
    }

    private Task<Explanation> ExplainAsync(Publisher half, string reference) => GetAsync(half, $"/api/explain/{reference}", AdministrationJson.Default.Explanation);

    private async Task<(HttpStatusCode Status, string Problem)> ProblemAsync(string path)
    {
        using var answer = await _client.GetAsync(new Uri($"http://{_web.OperationsEndPoint}{path}"));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, json.RootElement.GetProperty("error").GetString()!);
    }

    private async Task<T> GetAsync<T>(Publisher half, string path, JsonTypeInfo<T> type)
    {
        using var answer = await _client.GetAsync(new Uri($"http://{half.OperationsEndPoint}{path}"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize(text, type)!;
    }

    private async Task StopSmtpAsync()
    {
        await (_smtp?.DisposeAsync() ?? ValueTask.CompletedTask);
        _smtp = null;
    }

    private Task<Publisher> StartAsync(PublisherParts parts)
    {
        var policy = _directory.Write($"{parts}.yaml", """
            version: 1
            server: { name: EDGE01, fqdn: mail.example.com, stateDirectory: state }
            operations: { listen: "127.0.0.1:0" }
            listeners: [{ name: plain, address: 127.0.0.1:0, protocol: http }]
            acceptedDomains: [{ name: example.com }]
            receiveConnectors: [{ name: internet, listen: ["127.0.0.1:0"], tarpit: 0s }]
            sendConnectors: [{ name: hub, domains: [example.com], servers: ["127.0.0.1:9"], tls: off }]
            agents: [{ connectionFilter: {} }]
            """);
        return Publisher.StartAsync(new PublisherOptions { Policy = policy, Loggers = _log, Parts = parts, CheckNames = false }, CancellationToken.None);
    }
}
