using System.Net.Sockets;
using System.Text;
using WebPublisher.Publishing;
using WebPublisher.Tests.Operations;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Administration.Halves;

// Its servers make activities listened to.
[Collection("activities")]
public sealed class HalfRelayEndpointTests : IAsyncLifetime
{
    private const string Act = "X-WebPublisher: 1\r\nContent-Type: application/json\r\n";

    private readonly TemporaryDirectory _directory = new();
    private readonly RecordedLoggers _webLog = new();
    private readonly RecordedLoggers _smtpLog = new();
    private Publisher _web = null!;
    private Publisher? _smtp;

    public async Task InitializeAsync()
    {
        _web = await StartAsync(PublisherParts.Web, _webLog);
        _smtp = await StartAsync(PublisherParts.Smtp, _smtpLog);
    }

    public async Task DisposeAsync()
    {
        await _web.DisposeAsync();
        await StopSmtpAsync();
        _webLog.Dispose();
        _smtpLog.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Each_half_knows_of_the_other()
    {
        Assert.Equal("""[{"name":"web","here":true,"answers":true},{"name":"smtp","here":false,"answers":true}]""", RawRequest.BodyOf(await AskAsync("GET /api/halves")));

        await StopSmtpAsync();
        Assert.Equal("""[{"name":"web","here":true,"answers":true},{"name":"smtp","here":false,"answers":false}]""", RawRequest.BodyOf(await AskAsync("GET /api/halves")));
    }

    [Theory]
    [InlineData("smtp")]
    [InlineData("web")]
    public async Task What_is_asked_of_the_other_half_and_of_this_is_answered_alike(string name)
    {
        var answer = await AskAsync($"GET /api/halves/{name}/addresses");

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/json\r\n", answer, StringComparison.Ordinal);
        Assert.Equal("[]", RawRequest.BodyOf(answer));
    }

    [Fact]
    public async Task An_action_is_the_other_halfs_and_its_log_says_who_asked()
    {
        var answer = await AskAsync("POST /api/halves/smtp/addresses/add", Act, """{"list":"block","addresses":"198.51.100.7"}""");

        Assert.Contains("entry 1: 198.51.100.7 is blocked until it is removed", RawRequest.BodyOf(answer), StringComparison.Ordinal);
        Assert.Matches("^socket uid [0-9]+ for loopback asked for /api/addresses/add: ", Assert.Single(_smtpLog.Entries, entry => entry.Id == 5120).Text);
        Assert.DoesNotContain(_webLog.Entries, entry => entry.Id == 5120);

        var refused = await AskAsync("POST /api/halves/smtp/addresses/add", Act, """{"list":"block"}""");
        Assert.StartsWith("HTTP/1.1 400 ", refused, StringComparison.Ordinal);
        Assert.Contains("addresses is missing", RawRequest.BodyOf(refused), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403 ", await AskAsync("POST /api/halves/smtp/addresses/add", "Content-Type: application/json\r\n", "{}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_come_as_they_happen()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_web.OperationsEndPoint!);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /api/halves/smtp/events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        using var reader = new StreamReader(client.GetStream());

        // The stream has no end: what is read has come while it is open.
        string? line;
        do
        {
            line = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        }
        while (line is not (null or "event: status"));

        Assert.Equal("event: status", line);
    }

    [Theory]
    [InlineData("GET /api/halves/smtp/halves/web/status")]
    [InlineData("GET /api/halves/smtp/halves")]
    [InlineData("GET /api/halves/smtp/")]
    [InlineData("GET /api/halves/smtp")]
    [InlineData("GET /api/halves/elsewhere/status")]
    [InlineData("GET /api/halves/smtp/%2e%2e/metrics")]
    [InlineData("GET /api/halves/smtp/..%2fmetrics")]
    [InlineData("GET /api/halves/smtp/nothing")]
    public async Task Nothing_leads_from_one_relay_to_the_next_or_out_of_the_interface(string request) =>
        Assert.StartsWith("HTTP/1.1 404 ", await AskAsync(request), StringComparison.Ordinal);

    [Fact]
    public async Task A_half_that_does_not_run_is_told_of()
    {
        await StopSmtpAsync();

        var answer = await AskAsync("GET /api/halves/smtp/status");

        Assert.StartsWith("HTTP/1.1 502 ", answer, StringComparison.Ordinal);
        Assert.Equal("""{"error":"The process \u0027smtp\u0027 does not run on this state directory."}""", RawRequest.BodyOf(answer));
    }

    private async Task StopSmtpAsync()
    {
        await (_smtp?.DisposeAsync() ?? ValueTask.CompletedTask);
        _smtp = null;
    }

    private async Task<Publisher> StartAsync(PublisherParts parts, RecordedLoggers log)
    {
        var policy = _directory.Write($"{parts}.yaml", """
            version: 1
            server: { name: EDGE01, stateDirectory: state }
            operations: { listen: "127.0.0.1:0" }
            """);
        return await Publisher.StartAsync(new PublisherOptions { Policy = policy, Loggers = log, Parts = parts, CheckNames = false }, CancellationToken.None);
    }

    private Task<string> AskAsync(string request, string fields = "", string body = "") =>
        RawRequest.SendAsync(_web.OperationsEndPoint!, $"{request} HTTP/1.1\r\nHost: localhost\r\n{fields}", body);
}
