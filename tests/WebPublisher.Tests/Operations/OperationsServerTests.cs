using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Demo;
using WebPublisher.Operations;
using WebPublisher.Policy.Operations;
using WebPublisher.Telemetry;

namespace WebPublisher.Tests.Operations;

public sealed class OperationsServerTests : IAsyncLifetime
{
    private readonly TelemetryExport _telemetry = Export();
    private Readiness _readiness = new(PolicyInForce: true, ListenersBound: true, []);
    private OperationsServer _server = null!;

    public async Task InitializeAsync() => _server = await OperationsServer.StartAsync(
        On(new IPEndPoint(IPAddress.Loopback, 0)),
        [new MetricsEndpoint(_telemetry.Prometheus), new LivenessEndpoint(), new ReadinessEndpoint(() => _readiness)],
        TimeProvider.System,
        NullLoggerFactory.Instance,
        CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _telemetry.DisposeAsync();
    }

    [Fact]
    public async Task Metrics_are_served_in_the_format_asked_for()
    {
        var plain = await AskAsync("GET /metrics HTTP/1.1\r\nHost: localhost\r\n");
        var open = await AskAsync("GET /metrics HTTP/1.1\r\nHost: localhost\r\nAccept: application/openmetrics-text;version=1.0.0\r\n");

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", plain, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n", plain, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/openmetrics-text; version=1.0.0; charset=utf-8\r\n", open, StringComparison.Ordinal);

        // Not more of the text: all servers of the process are in it, those of other tests among them.
        Assert.Contains("# TYPE ", Body(plain), StringComparison.Ordinal);
        Assert.DoesNotContain("# EOF", Body(plain), StringComparison.Ordinal);
        Assert.EndsWith("# EOF\n", Body(open), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_process_is_live_whatever_it_lacks()
    {
        _readiness = new Readiness(PolicyInForce: false, ListenersBound: false, []);

        var answer = await AskAsync("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n");

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.Equal("""{"status":"live"}""", Body(answer));
    }

    [Fact]
    public async Task Readiness_says_what_is_missing_by_the_names_of_farms()
    {
        Assert.Equal("""{"status":"ready","policy":true,"listeners":true,"farmsWithoutServer":[],"receiveConnectors":true,"sendConnectorsWithoutServer":[],"virusScanner":true}""", Body(await AskAsync("GET /health/ready HTTP/1.1\r\nHost: [::1]\r\n")));
        _readiness = _readiness with { FarmsWithoutServer = ["owa-farm"] };

        var answer = await AskAsync("GET /health/ready HTTP/1.1\r\nHost: localhost:9464\r\n");

        Assert.StartsWith("HTTP/1.1 503 Service Unavailable\r\n", answer, StringComparison.Ordinal);
        Assert.Equal("""{"status":"unready","policy":true,"listeners":true,"farmsWithoutServer":["owa-farm"],"receiveConnectors":true,"sendConnectorsWithoutServer":[],"virusScanner":true}""", Body(answer));
        Assert.Contains("Cache-Control: no-store\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Server:", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Without_policy_or_listeners_it_is_not_ready(bool policy, bool listeners)
    {
        _readiness = new Readiness(policy, listeners, []);

        Assert.StartsWith("HTTP/1.1 503 ", await AskAsync("GET /health/ready HTTP/1.1\r\nHost: localhost\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HEAD_gets_the_header_alone()
    {
        var answer = await AskAsync("HEAD /health/live HTTP/1.1\r\nHost: localhost\r\n");

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Length: 17\r\n", answer, StringComparison.Ordinal);
        Assert.Equal("", Body(answer));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n", "404 ")]
    [InlineData("GET /metrics/ HTTP/1.1\r\nHost: localhost\r\n", "404 ")]
    [InlineData("GET /Metrics HTTP/1.1\r\nHost: localhost\r\n", "404 ")]
    [InlineData("GET /metrics HTTP/1.1\r\nHost: rebound.attacker.example\r\n", "421 ")]
    [InlineData("GET /metrics HTTP/1.1\r\nHost: localhost.attacker.example\r\n", "421 ")]
    [InlineData("GET /metrics HTTP/1.1\r\nHost: 192.0.2.1\r\n", "421 ")]
    [InlineData("GET /metrics HTTP/1.1\r\n", "400 ")]
    [InlineData("GET /health/live HTTP/1.0\r\n", "200 ")]
    [InlineData("POST /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n", "405 ")]
    [InlineData("DELETE /health/live HTTP/1.1\r\nHost: localhost\r\n", "405 ")]
    [InlineData("GET /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n", "400 ")]
    [InlineData("GET /metrics HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "400 ")]
    public async Task Whatever_else_is_asked_is_refused(string request, string status) =>
        Assert.Contains($"HTTP/1.1 {status}", (await AskAsync(request)).Split("\r\n")[0], StringComparison.Ordinal);

    [Fact]
    public async Task A_reload_moves_it_and_a_taken_address_leaves_it_where_it_is()
    {
        var first = _server.EndPoint!;
        using var taken = new TcpListener(IPAddress.Loopback, FreePort.Take(0, ""));
        taken.Start();
        var next = (IPEndPoint)taken.LocalEndpoint;

        await Assert.ThrowsAsync<IOException>(() => _server.ApplyAsync(On(next), CancellationToken.None));
        Assert.Equal(first, _server.EndPoint);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\n"), StringComparison.Ordinal);

        taken.Stop();
        await _server.ApplyAsync(On(next), CancellationToken.None);
        Assert.Equal(next, _server.EndPoint);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\n"), StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<SocketException>(() => AskAsync("GET / HTTP/1.1\r\n", first));

        var second = _server.EndPoint!;
        await _server.ApplyAsync(On(null), CancellationToken.None);
        Assert.Null(_server.EndPoint);
        await Assert.ThrowsAnyAsync<SocketException>(() => AskAsync("GET / HTTP/1.1\r\n", second));
    }

    [Fact]
    public async Task The_same_port_on_an_overlapping_address_can_be_moved_to_and_back_again()
    {
        var port = FreePort.Take(0, "");
        await _server.ApplyAsync(On(new IPEndPoint(IPAddress.Loopback, port)), CancellationToken.None);

        await _server.ApplyAsync(On(new IPEndPoint(IPAddress.Any, port)), CancellationToken.None);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n"), StringComparison.Ordinal);

        // Nobody has this address (RFC 5737): the bind fails and the old one has to come back.
        await Assert.ThrowsAnyAsync<Exception>(() => _server.ApplyAsync(On(new IPEndPoint(IPAddress.Parse("192.0.2.77"), port)), CancellationToken.None));
        Assert.Equal(new IPEndPoint(IPAddress.Any, port), _server.EndPoint);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n"), StringComparison.Ordinal);
    }

    private static TelemetryExport Export() => new(new ServerPolicy("EDGE01", "/var/lib/webpublisher"), TimeProvider.System);

    private static OperationsPolicy On(IPEndPoint? endPoint) => new(endPoint, Otlp: null);

    private static string Body(string answer) => answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    /// <summary>Sends a request, whose last field is added here, and reads until the server closes.</summary>
    private async Task<string> AskAsync(string request, IPEndPoint? at = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, (at ?? _server.EndPoint!).Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request + "Connection: close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }
}
