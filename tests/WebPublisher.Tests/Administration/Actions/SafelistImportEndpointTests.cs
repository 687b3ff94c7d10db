using System.Net;
using System.Text;
using System.Text.Json;
using WebPublisher.Administration.Actions;
using WebPublisher.Tests.Operations;

namespace WebPublisher.Tests.Administration.Actions;

// Its server makes activities listened to.
[Collection("activities")]
public sealed class SafelistImportEndpointTests : IAsyncLifetime
{
    private const string Head = "POST /api/safelist/import HTTP/1.1\r\nHost: localhost\r\nX-WebPublisher: 1\r\n";

    private readonly HttpClient _client = new();
    private ObservedServer _server = null!;

    public async Task InitializeAsync() => _server = await ObservedServer.StartAsync();

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Entries_are_added_or_replace_those_that_are_there()
    {
        var (status, answer) = await ImportAsync("", "# users\r\nann@example.com,safeSender,friend@contoso.com\n\nann@example.com,BLOCKEDSENDER,@wingtiptoys.com");
        Assert.Equal((HttpStatusCode.OK, """{"read":2,"added":2,"counts":{"safeSender":1,"safeRecipient":0,"blockedSender":1}}"""), (status, answer));

        (_, answer) = await ImportAsync("?replace=true", "ann@example.com,safeSender,friend@contoso.com\n");
        Assert.Equal("""{"read":1,"added":1,"counts":{"safeSender":1,"safeRecipient":0,"blockedSender":0}}""", answer);
    }

    [Fact]
    public async Task Every_line_that_is_wrong_is_named_and_nothing_is_imported()
    {
        var many = string.Concat(Enumerable.Repeat("x\n", SafelistLines.MaximumTold));
        var (status, answer) = await ImportAsync("", $"ann@example.com,safeSender,friend@contoso.com\nann,safeSender,a@b.example\n{many}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        using var json = JsonDocument.Parse(answer);
        var lines = json.RootElement.GetProperty("error").GetString()!.Split('\n');
        Assert.Equal("nothing is imported, for 21 lines are wrong:", lines[0]);
        Assert.StartsWith("line 2: 'ann' is not a mail address", lines[1], StringComparison.Ordinal);
        Assert.Equal("line 3: expected RECIPIENT,KIND,ADDRESS-OR-DOMAIN", lines[2]);
        Assert.Equal((SafelistLines.MaximumTold + 2, "..."), (lines.Length, lines[^1]));
        Assert.Contains("\"added\":1", (await ImportAsync("", "ann@example.com,safeSender,friend@contoso.com\n")).Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_long_or_of_another_type_is_refused()
    {
        var tooLong = await RawRequest.SendAsync(_server.Publisher.OperationsEndPoint!, $"{Head}Content-Type: text/csv\r\nContent-Length: {SafelistImportEndpoint.LongestBody + 1}\r\n");
        Assert.StartsWith("HTTP/1.1 413 ", tooLong, StringComparison.Ordinal);
        Assert.Contains("A safelist has at most 16777216 bytes here; the command 'safelist import' takes longer files.", Unescaped(tooLong), StringComparison.Ordinal);

        var other = await RawRequest.SendAsync(_server.Publisher.OperationsEndPoint!, $"{Head}Content-Type: application/json\r\n", "{}");
        Assert.StartsWith("HTTP/1.1 415 ", other, StringComparison.Ordinal);
        Assert.Contains("The action needs a body of Content-Type: text/csv.", other, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, string Answer)> ImportAsync(string query, string lines)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.Address, $"/api/safelist/import{query}")) { Content = new StringContent(lines, Encoding.UTF8, "text/csv") };
        request.Headers.Add("X-WebPublisher", "1");
        using var response = await _client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static string Unescaped(string answer) => answer.Replace("\\u0027", "'", StringComparison.Ordinal);
}
