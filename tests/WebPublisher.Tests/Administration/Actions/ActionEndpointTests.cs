using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Administration.Control;
using WebPublisher.Administration.Model;
using WebPublisher.Certificates;
using WebPublisher.Policy.Mail;
using WebPublisher.Publishing;
using WebPublisher.Smtp.Holding;
using WebPublisher.Smtp.Tests.Testing;
using WebPublisher.State;
using WebPublisher.State.Held;
using WebPublisher.State.Logons;
using WebPublisher.Tests.Operations;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Administration.Actions;

// Its server makes activities listened to.
[Collection("activities")]
public sealed class ActionEndpointTests : IAsyncLifetime
{
    private const string Inner = "mbx.inside.example";

    private readonly TemporaryDirectory _directory = new();
    private readonly RecordedLoggers _log = new();
    private InnerServer _inner = null!;
    private Publisher _publisher = null!;
    private ControlClient _client = null!;

    public async Task InitializeAsync()
    {
        var certificates = _directory.PathOf("certs");
        new DevelopmentCertificates(TimeProvider.System).Write(certificates, ["mail.example.com"], [Inner], force: false);
        _inner = InnerServer.Start(X509Certificate2.CreateFromPemFile(Path.Combine(certificates, "front-end.pem"), Path.Combine(certificates, "front-end.key")));
        await PrepareStateAsync();
        WritePolicy();
        _publisher = await Publisher.StartAsync(new PublisherOptions { Policy = _directory.PathOf("policy.yaml"), Loggers = _log, CheckNames = false }, CancellationToken.None);
        _client = Assert.Single(await ControlClient.FindAsync(_directory.PathOf("state"), TimeProvider.System, CancellationToken.None));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _publisher.DisposeAsync();
        await _inner.DisposeAsync();
        _log.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Addresses_are_blocked_and_let_in_again_and_the_log_says_by_whom()
    {
        var added = Assert.Single(await ActAsync("addresses/add", """{"list":"block","addresses":"198.51.100.7","comment":"Monday"}"""));
        Assert.Equal(new ActionOutcome("198.51.100.7", Done: true, "entry 1: 198.51.100.7 is blocked until it is removed"), added);

        var listed = await _client.GetAsync("/api/addresses", AdministrationJson.Default.ImmutableArrayAddressEntry, CancellationToken.None);
        Assert.Equal(("block", "198.51.100.7", "Monday", "operator"), (listed[0].List, listed[0].Addresses, listed[0].Comment, listed[0].Origin));

        var wider = Assert.Single(await ActAsync("addresses/remove", """{"addresses":"198.51.100.8"}"""));
        Assert.Equal((false, "no entry is for 198.51.100.8."), (wider.Done, wider.Message));
        Assert.Equal("entry 1: 198.51.100.7 is no longer on the list block", Assert.Single(await ActAsync("addresses/remove", """{"addresses":"198.51.100.7"}""")).Message);
        Assert.Contains(_log.Entries, entry => entry.Id == 5120
            && entry.Text.StartsWith("socket uid ", StringComparison.Ordinal)
            && entry.Text.EndsWith(" asked for /api/addresses/add: entry 1: 198.51.100.7 is blocked until it is removed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_the_loopback_address_the_same_is_done_for_whoever_is_there()
    {
        const string Head = "POST /api/addresses/add HTTP/1.1\r\nHost: localhost\r\nX-WebPublisher: 1\r\nContent-Type: application/json\r\n";
        var answer = await RawRequest.SendAsync(_publisher.OperationsEndPoint!, Head, """{"list":"allow","addresses":"2001:db8::7","expires":"2100-01-01T00:00:00Z"}""");

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.Equal("""[{"subject":"2001:db8::7","done":true,"message":"entry 1: 2001:db8::7 is allowed until 2100-01-01 00:00:00Z"}]""", RawRequest.BodyOf(answer));
        Assert.Contains(_log.Entries, entry => entry.Id == 5120 && entry.Text.StartsWith("loopback asked for ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("addresses/add", """{"list":"block"}""", "addresses is missing: an address, a network or a range.")]
    [InlineData("addresses/add", """{"list":"blok","addresses":"192.0.2.1"}""", "list is neither block nor allow.")]
    [InlineData("addresses/add", """{"list":"block","addresses":"192.0.2.256"}""", "'192.0.2.256'")]
    [InlineData("addresses/add", """{"list":"block","addresses":"192.0.2.1","expires":"2001-01-01T00:00:00Z"}""", "expires is 2001-01-01 00:00:00Z: expected a moment to come")]
    [InlineData("addresses/add", """{"list":"block","addresses":"192.0.2.1","comment":"a\nb"}""", "a comment is one line of at most 500 characters.")]
    [InlineData("addresses/add", """{"list":"block","addresses":17}""", "The body of /api/addresses/add is not as expected, at addresses")]
    [InlineData("addresses/add", "", "The body of /api/addresses/add is not as expected")]
    [InlineData("addresses/add", "null", "The body of /api/addresses/add is not as expected")]
    [InlineData("addresses/remove", "{}", "addresses is missing")]
    [InlineData("held/release", "{}", "messages is empty")]
    [InlineData("held/delete", """{"messages":[]}""", "messages is empty")]
    [InlineData("logons/release", "[]", "The body of /api/logons/release is not as expected")]
    public async Task What_is_not_asked_for_as_it_must_be_is_refused_with_a_sentence(string action, string body, string problem)
    {
        using var response = await PostAsync(action, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Contains(problem, json.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_log.Entries, entry => entry.Id is 5120 or 5121);
    }

    [Fact]
    public async Task A_held_message_is_released_to_its_server_and_another_deleted()
    {
        var outcomes = await ActAsync("held/release", """{"messages":["REF-1","99"]}""");

        Assert.Equal([true, false], outcomes.Select(outcome => outcome.Done));
        Assert.StartsWith("1: <bob@example.com> released: 250", outcomes[0].Message, StringComparison.Ordinal);
        Assert.Equal("no message is held as '99'.", outcomes[1].Message);
        Assert.Equal("Subject: 1\r\n\r\ntext\r\n", Encoding.Latin1.GetString(Assert.Single(_inner.Messages)));
        Assert.Equal("1: was released before", Assert.Single(await ActAsync("held/release", """{"messages":["1"]}""")).Message);

        Assert.Equal("2: deleted", Assert.Single(await ActAsync("held/delete", """{"messages":["2"]}""")).Message);
        Assert.Empty(Directory.EnumerateFiles(_directory.PathOf("state/held")));
        Assert.Single(_inner.Messages);
    }

    [Fact]
    public async Task A_lock_ends_before_its_time()
    {
        var outcomes = await ActAsync("logons/release", """{"ids":[1,7]}""");

        Assert.Equal(
            [new ActionOutcome("1", Done: true, "lock 1: devices that are not known at 198.51.100.0/24 may log on again"), new ActionOutcome("7", Done: false, "no lock holds by the number 7.")],
            outcomes.AsEnumerable());
    }

    [Fact]
    public async Task A_reload_tells_the_revision_or_every_error()
    {
        Assert.Equal(new ActionOutcome(_publisher.Policy.Revision, Done: true, "unchanged"), Assert.Single(await ActAsync("reload", "{}")));

        WritePolicy("blok: 1\noperation: {}");
        var errors = await ActAsync("reload", "{}");

        Assert.Equal(2, errors.Length);
        Assert.All(errors, error => Assert.False(error.Done));
        Assert.Equal($"{_directory.PathOf("policy.yaml")}:2:1", errors[0].Subject);
        Assert.StartsWith($"{_directory.PathOf("policy.yaml")}:2:1: ", errors[0].Message, StringComparison.Ordinal);
    }

    private void WritePolicy(string more = "") => _directory.Write("policy.yaml", $$"""
        version: 1
        {{more}}
        server: { fqdn: mail.example.com, stateDirectory: state }
        operations: { listen: "127.0.0.1:0" }
        certificates: { mail: { chain: certs/public.pem, key: certs/public.key } }
        trustedRoots: { inner: certs/inner-ca.pem }
        acceptedDomains: [{ name: example.com }]
        receiveConnectors: [{ name: internet, listen: ["127.0.0.1:0"], certificate: mail }]
        sendConnectors: [{ name: hub, domains: [example.com], servers: ["{{_inner.Server.Authority}}"], certificate: { name: {{Inner}}, trustedRoots: [inner] } }]
        """);

    /// <summary>Two held messages and a lock.</summary>
    private async Task PrepareStateAsync()
    {
        var (directory, now) = (_directory.PathOf("state"), TimeProvider.System.GetUtcNow());
        await using var state = StateStore.Open(new StateOptions { Directory = directory });
        var store = new HoldStore(directory, state.Held, HoldPolicy.Default, TimeProvider.System, NullLogger.Instance);
        for (var i = 1; i <= 2; i++)
        {
            using var content = new MemoryStream(Encoding.ASCII.GetBytes($"Subject: {i}\r\n\r\ntext\r\n"));
            var message = new HeldMessage
            {
                Reference = $"REF-{i}",
                Received = now,
                Connector = "internet",
                Client = "192.0.2.1",
                Sender = "ann@example.org",
                MailParameters = "",
                Recipients = [new HeldRecipient("bob@example.com")],
                Subject = $"{i}",
                Agent = "screener",
                Reason = "Keyword",
                Evidence = "money",
                Size = 0,
            };
            Assert.NotNull(await store.KeepAsync(message, ReadOnlyMemory<byte>.Empty, content, CancellationToken.None));
        }

        state.LogonLocks.TryAdd(new LogonLock(0, 12, LogonLockKind.Network, 0, "198.51.100.0/24", 20, now, now.AddHours(1)));
        await state.LogonLocks.FlushAsync();
    }

    private async Task<ImmutableArray<ActionOutcome>> ActAsync(string action, string body)
    {
        using var response = await PostAsync(action, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize(text, AdministrationJson.Default.ImmutableArrayActionOutcome);
    }

    private async Task<HttpResponseMessage> PostAsync(string action, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _client.Http.PostAsync($"/api/{action}", content);
    }
}
