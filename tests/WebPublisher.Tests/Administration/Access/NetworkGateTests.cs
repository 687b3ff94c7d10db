using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Operations;
using WebPublisher.Policy.Operations;
using WebPublisher.Tests.Operations;

namespace WebPublisher.Tests.Administration.Access;

public sealed class NetworkGateTests : IAsyncLifetime
{
    private const string Sound = "POST /api/act HTTP/1.1\r\nHost: localhost\r\nX-WebPublisher: 1\r\nContent-Type: application/json\r\n";

    private readonly Acting _action = new();
    private OperationsServer _server = null!;

    public async Task InitializeAsync() => _server = await OperationsServer.StartAsync(
        new OperationsPolicy(new IPEndPoint(IPAddress.Loopback, 0), Otlp: null), [_action, new LivenessEndpoint()], TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(Sound)]
    [InlineData(Sound + "Origin: http://localhost\r\nSec-Fetch-Site: same-origin\r\n")]
    [InlineData("POST /api/act HTTP/1.1\r\nHost: 127.0.0.1:9464\r\nX-WebPublisher: 1\r\nContent-Type: Application/JSON; charset=utf-8\r\nOrigin: http://127.0.0.1:9464\r\n")]
    public async Task On_the_loopback_address_nobody_logs_in(string request)
    {
        Assert.StartsWith("HTTP/1.1 200 ", await RawRequest.SendAsync(_server.EndPoint!, request, "{}"), StringComparison.Ordinal);
        Assert.Equal("loopback", _action.Caller);
    }

    [Theory]
    [InlineData("403 ", "POST /api/act HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n")]
    [InlineData("403 ", "POST /api/act HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nOrigin: https://attacker.example\r\nSec-Fetch-Site: cross-site\r\n")]
    [InlineData("403 ", "POST /api/act HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nOrigin: null\r\n")]
    [InlineData("403 ", "POST /api/act HTTP/1.1\r\nHost: localhost\r\nX-WebPublisher: yes\r\nContent-Type: application/json\r\n")]
    [InlineData("415 ", "POST /api/act HTTP/1.1\r\nHost: localhost\r\nX-WebPublisher: 1\r\nContent-Type: text/plain\r\n")]
    [InlineData("415 ", "POST /api/act HTTP/1.1\r\nHost: localhost\r\nX-WebPublisher: 1\r\n")]
    [InlineData("415 ", "POST /api/act HTTP/1.1\r\nHost: localhost\r\nX-WebPublisher: 1\r\nContent-Type: multipart/form-data; boundary=application/json\r\n")]
    [InlineData("403 ", Sound + "Origin: http://localhost:8080\r\n")]
    [InlineData("403 ", Sound + "Origin: https://localhost\r\n")]
    [InlineData("403 ", Sound + "Origin: null\r\n")]
    [InlineData("403 ", Sound + "Origin:\r\n")]
    [InlineData("403 ", Sound + "Sec-Fetch-Site: same-site\r\n")]
    [InlineData("403 ", Sound + "Sec-Fetch-Site: none\r\n")]
    [InlineData("403 ", Sound + "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n")]
    [InlineData("421 ", "POST /api/act HTTP/1.1\r\nHost: rebound.attacker.example\r\nX-WebPublisher: 1\r\nContent-Type: application/json\r\nOrigin: http://rebound.attacker.example\r\nSec-Fetch-Site: same-origin\r\n")]
    public async Task Another_web_page_can_not_act_by_the_browser_of_somebody_on_the_machine(string status, string request)
    {
        var answer = await RawRequest.SendAsync(_server.EndPoint!, request, "{}");

        Assert.StartsWith($"HTTP/1.1 {status}", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Access-Control-", answer, StringComparison.OrdinalIgnoreCase);
        Assert.Null(_action.Caller);
    }

    [Fact]
    public async Task A_preflight_is_granted_nothing()
    {
        var answer = await RawRequest.SendAsync(
            _server.EndPoint!,
            "OPTIONS /api/act HTTP/1.1\r\nHost: localhost\r\nOrigin: https://attacker.example\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: x-webpublisher,content-type\r\n");

        Assert.StartsWith("HTTP/1.1 405 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Access-Control-", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n", "403 ")]
    [InlineData("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n", "403 ")]
    [InlineData("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n", "404 ")]
    [InlineData("Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n", "404 ")]
    [InlineData("Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n", "404 ")]
    public async Task A_page_may_be_linked_to_but_not_embedded(string fields, string status) =>
        Assert.StartsWith($"HTTP/1.1 {status}", await RawRequest.SendAsync(_server.EndPoint!, $"GET / HTTP/1.1\r\nHost: localhost\r\n{fields}"), StringComparison.Ordinal);

    [Fact]
    public async Task What_the_interface_tells_is_not_even_linked_to() => Assert.StartsWith(
        "HTTP/1.1 403 ",
        await RawRequest.SendAsync(_server.EndPoint!, "GET /api/events HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: localhost\r\n")]
    [InlineData("GET /nothing HTTP/1.1\r\nHost: localhost\r\n")]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: attacker.example\r\n")]
    [InlineData("DELETE /api/act HTTP/1.1\r\nHost: localhost\r\n")]
    [InlineData("POST /api/act HTTP/1.1\r\nHost: localhost\r\n")]
    public async Task Every_answer_says_what_browsers_may_do_with_it(string request)
    {
        var answer = await RawRequest.SendAsync(_server.EndPoint!, request);

        Assert.Contains(
            "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n",
            answer,
            StringComparison.Ordinal);
        foreach (var field in new[]
        {
            "X-Frame-Options: DENY", "Referrer-Policy: no-referrer", "X-Content-Type-Options: nosniff", "Cache-Control: no-store", "Cross-Origin-Opener-Policy: same-origin",
            "Cross-Origin-Resource-Policy: same-origin",
        })
        {
            Assert.Contains($"\r\n{field}\r\n", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_body_has_an_end()
    {
        Assert.StartsWith("HTTP/1.1 200 ", await RawRequest.SendAsync(_server.EndPoint!, Sound, new string(' ', 64 * 1024)), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 413 ", await RawRequest.SendAsync(_server.EndPoint!, $"{Sound}Content-Length: 65537\r\n"), StringComparison.Ordinal);
    }

    private sealed class Acting : OperationsEndpoint
    {
        public string? Caller { get; private set; }

        public override string Path => "/api/act";

        public override string Method => HttpMethods.Post;

        public override async Task AnswerAsync(HttpContext http)
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            Caller = OperationsCaller.Of(http).Name;
            await SendAsync(http, StatusCodes.Status200OK, "text/plain", Array.Empty<byte>());
        }
    }
}
