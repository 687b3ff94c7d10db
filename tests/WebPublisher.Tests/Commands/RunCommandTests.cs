using System.Net;
using System.Net.Sockets;
using System.Text;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands;

public sealed class RunCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public void Dispose()
    {
        _client.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task It_serves_until_it_is_told_to_stop()
    {
        await using var process = Start(Redirecting("https://one.example/"));
        var port = await process.PortOfAsync("plain");
        await process.SaysAsync("Rule 1 'All': redirects to https://one.example/");

        Assert.Equal("https://one.example/", await LocationAsync(port));
        process.Signal(RunningProcess.Terminate);

        Assert.Equal(0, await process.ExitCodeAsync());
        await process.SaysAsync("Stopped");
    }

    [Fact]
    public async Task A_hangup_reloads_the_policy()
    {
        await using var process = Start(Redirecting("https://one.example/"));
        var port = await process.PortOfAsync("plain");
        await process.SaysAsync("Rule 2 'Default rule': denies");

        _directory.Write("policy.yaml", Redirecting("https://two.example/"));
        process.Signal(RunningProcess.Hangup);
        await process.SaysAsync("redirects to https://two.example/");

        await UntilAsync(async () => await LocationAsync(port) == "https://two.example/");
    }

    [Fact]
    public async Task A_changed_file_takes_effect_by_itself_and_a_broken_one_does_not()
    {
        await using var process = Start(Redirecting("https://one.example/"));
        var port = await process.PortOfAsync("plain");

        _directory.Write("policy.yaml", Redirecting("https://two.example/"));
        await process.SaysAsync("redirects to https://two.example/");
        _directory.Write("policy.yaml", Redirecting("https://three.example/") + "oops: 1\n");
        await process.SaysAsync(" policy.yaml:5:1: ");

        await UntilAsync(async () => await LocationAsync(port) == "https://two.example/");
    }

    [Fact]
    public async Task A_rule_that_forwards_in_clear_is_warned_of()
    {
        await using var process = Start(Forwarding(1));

        await process.SaysAsync("Rule 1 'All': publishes to farm bridging=Http");
        await process.SaysAsync("forwards to farm in clear");
    }

    [Fact]
    public async Task A_broken_policy_is_fatal_at_start()
    {
        var path = _directory.Write("policy.yaml", "version: 1\noops: 1\n");

        var run = await ProcessRun.OfAsync(_directory.Root, [], "run", "--policy", path);

        Assert.Equal(3, run.Code);
        Assert.Contains("policy.yaml:2:1: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_a_sentence_that_names_the_listener()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var path = _directory.Write("policy.yaml", Redirecting("https://one.example/", ((IPEndPoint)other.LocalEndpoint).Port));

        var run = await ProcessRun.OfAsync(_directory.Root, [], "run", "--policy", path);

        Assert.Equal(1, run.Code);
        Assert.Contains($"webpublisher: policy.yaml:3:13: listener 'plain' cannot listen on {other.LocalEndpoint}", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_signal_ends_it_at_once_though_a_request_is_under_way()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var process = Start(Forwarding(((IPEndPoint)silent.LocalEndpoint).Port));
        var port = await process.PortOfAsync("plain");
        using var browser = new TcpClient();
        await browser.ConnectAsync(IPAddress.Loopback, port);
        await browser.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"));
        using var underWay = await silent.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(60));

        process.Signal(RunningProcess.Terminate);
        await process.SaysAsync("Stopping");
        process.Signal(RunningProcess.Terminate);

        Assert.Equal(1, await process.ExitCodeAsync());
        Assert.DoesNotContain("Stopped", process.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_logged_when_asked_for()
    {
        await using var process = Start(Redirecting("https://one.example/"), "--log-json");

        var rest = await process.SaysAsync("{\"");

        Assert.EndsWith("}", rest, StringComparison.Ordinal);
    }

    private static string Redirecting(string location, int port = 0) => $$"""
        version: 1
        operations: { listen: off }
        listeners: [{ name: plain, address: 127.0.0.1:{{port}}, protocol: http }]
        publishingRules: [{ name: All, action: redirect, requireSecureChannel: false, redirect: { to: "{{location}}" } }]

        """;

    private static string Forwarding(int port) => $$"""
        version: 1
        operations: { listen: off }
        listeners: [{ name: plain, address: 127.0.0.1:0, protocol: http }]
        frontEnds: { farm: { servers: [127.0.0.1:{{port}}] } }
        publishingRules: [{ name: All, action: publish, to: farm, bridging: http, requireSecureChannel: false }]

        """;

    private RunningProcess Start(string policy, params string[] arguments) =>
        new(_directory.Root, ["run", "--policy", _directory.Write("policy.yaml", policy), .. arguments]);

    private async Task<string> LocationAsync(int port)
    {
        using var response = await _client.GetAsync($"http://127.0.0.1:{port}/");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!.ToString();
    }

    // What is logged and what is in force change within the same moment, not in the same instant.
    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
