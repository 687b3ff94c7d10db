using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using WebPublisher.Conformance.Product;
using WebPublisher.EndToEnd.Tests.Certificates;
using WebPublisher.EndToEnd.Tests.FrontEnds;
using WebPublisher.EndToEnd.Tests.Publisher;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>Front ends that are down, slow, or talk nonsense: the outside learns a status and a number, the log learns everything.</summary>
public sealed partial class BadFrontEndTests : IAsyncLifetime
{
    private const string InnerName = "owa-fe.internal.test";
    private readonly Edge _edge = new("bad-front-end");
    private readonly TestAuthority _inner = new("Inner test CA");
    private readonly TestAuthority _stranger = new("Some other CA");

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _edge.DisposeAsync();
        _inner.Dispose();
        _stranger.Dispose();
    }

    [Fact]
    public async Task A_front_end_that_is_down_is_503()
    {
        var port = FreePort.Next();
        await PublishAsync(port);

        await AssertRefusedAsync(HttpStatusCode.BadGateway, "FrontEndUnreachable", port);
    }

    [Fact]
    public async Task A_front_end_that_never_answers_is_504_within_its_time_limit()
    {
        await using var frontEnd = new MisbehavingFrontEnd(_inner, InnerName, MisbehavingFrontEnd.Silent);
        await PublishAsync(frontEnd.Port, activityTimeout: "1s");

        var started = Stopwatch.GetTimestamp();
        await AssertRefusedAsync(HttpStatusCode.GatewayTimeout, "FrontEndTimeout", frontEnd.Port);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.9, 25);
    }

    [Fact]
    public async Task A_front_end_that_accepts_and_never_shakes_hands_is_502_within_the_connect_time_limit()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        await PublishAsync(port, connectTimeout: "1s");

        var started = Stopwatch.GetTimestamp();
        var line = await AssertRefusedAsync(HttpStatusCode.BadGateway, "FrontEndInvalidResponse", port);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.9, 25);
        Assert.Contains("no TLS within 1 s", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("220 mail.internal.test ESMTP\r\n\r\n")]
    [InlineData("HTTP/1.1 abc Fine\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("")]
    public async Task A_front_end_that_sends_garbage_is_502(string answer)
    {
        await using var frontEnd = new MisbehavingFrontEnd(_inner, InnerName, MisbehavingFrontEnd.Saying(answer));
        await PublishAsync(frontEnd.Port);

        await AssertRefusedAsync(HttpStatusCode.BadGateway, "FrontEndInvalidResponse", frontEnd.Port);
    }

    [Theory]
    [InlineData("Content-Length: 1000000\r\n\r\nonly the beginning")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n12\r\nonly the beginning\r\n")]
    public async Task A_body_that_breaks_off_is_never_passed_on_as_complete_and_its_record_says_so(string rest)
    {
        await using var frontEnd = new MisbehavingFrontEnd(_inner, InnerName, MisbehavingFrontEnd.Saying($"HTTP/1.1 200 OK\r\n{rest}"));
        await PublishAsync(frontEnd.Port);

        foreach (var (version, name) in new[] { (HttpVersion.Version11, "HTTP/1.1"), (HttpVersion.Version20, "HTTP/2") })
        {
            using var client = _edge.CreateClient(version);
            using var answer = await client.GetAsync(new Uri("/mail/", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            await Assert.ThrowsAsync<HttpRequestException>(async () => await answer.Content.ReadAsByteArrayAsync());
            var record = await _edge.Process.Log.WaitForAsync(
                $"the {name} record", line => line.Contains($"protocol={name} ", StringComparison.Ordinal), TimeSpan.FromSeconds(30));
            Assert.Contains("reason=FrontEndInvalidResponse ", record, StringComparison.Ordinal);
            Assert.Contains("rule='Webmail rule' ", record, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_certificate_of_a_strange_authority_is_502_and_the_request_stays_here()
    {
        await using var frontEnd = new MisbehavingFrontEnd(_stranger, InnerName, MisbehavingFrontEnd.Saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        await PublishAsync(frontEnd.Port);

        await AssertRefusedAsync(HttpStatusCode.BadGateway, "FrontEndCertificateRefused", frontEnd.Port);
        Assert.Equal(0, frontEnd.Requests);
    }

    [Fact]
    public async Task A_front_end_that_speaks_no_tls_is_never_spoken_to_in_clear()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var received = ReceiveAndAnswerInClearAsync(listener);
        await PublishAsync(port);

        await AssertRefusedAsync(HttpStatusCode.BadGateway, "FrontEndInvalidResponse", port);
        Assert.DoesNotContain("GET", await received, StringComparison.Ordinal);
    }

    // Only the limit that a test is about is short: a busy machine must not bring another one to bear.
    private async Task PublishAsync(int port, string connectTimeout = "30s", string activityTimeout = "30s")
    {
        _edge.WriteBeside("inner-ca.pem", _inner.Certificate.ExportCertificatePem());
        await _edge.StartAsync(_edge.Policy($$"""
            trustedRoots: { inner: inner-ca.pem }
            frontEnds:
              webmail:
                servers: ["127.0.0.1:{{port}}"]
                certificate: { trustedRoots: [inner], name: {{InnerName}} }
                resilience: { connectTimeout: {{connectTimeout}}, activityTimeout: {{activityTimeout}}, retries: 1 }
            publishingRules:
              - { name: Webmail rule, action: publish, to: webmail }
            """));
    }

    private async Task<string> AssertRefusedAsync(HttpStatusCode status, string reason, int innerPort)
    {
        using var client = _edge.CreateClient();
        using var answer = await client.GetAsync(new Uri("/mail/?_task=mail", UriKind.Relative));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(status, answer.StatusCode);

        // Told to the outside: a status, a sentence and a number.
        var everything = $"{answer}\n{page}";
        foreach (var inner in new[] { "internal.test", "127.0.0.1", $":{innerPort}", "webmail", "Webmail rule", "EDGE01", "Exception", "   at " })
        {
            Assert.DoesNotContain(inner, everything, StringComparison.OrdinalIgnoreCase);
        }

        // Told to the log: all of it, under that number.
        var reference = Reference().Match(page).Groups["number"].Value;
        Assert.NotEmpty(reference);
        var line = await _edge.Process.Log.WaitForAsync(
            $"reference {reference}", line => line.Contains(reference, StringComparison.Ordinal), TimeSpan.FromSeconds(30));
        Assert.Contains("Webmail rule", line, StringComparison.Ordinal);
        Assert.Contains($":{innerPort}", line, StringComparison.Ordinal);
        Assert.Contains($"reason={reason} ", line, StringComparison.Ordinal);
        return line;
    }

    private static async Task<string> ReceiveAndAnswerInClearAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var buffer = new byte[4096];
        var read = await stream.ReadAsync(buffer);
        await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
        return System.Text.Encoding.Latin1.GetString(buffer, 0, read);
    }

    [GeneratedRegex("Reference</dt><dd>(?<number>[^<]+)</dd>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
