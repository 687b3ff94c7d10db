using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands;

public sealed class DemoCommandTests : IDisposable
{
    private static readonly string[] AnyPorts = ["--https-port", "0", "--http-port", "0", "--smtp-port", "0", "--operations-port", "0"];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_lines_it_prints_work_as_they_stand_and_it_stops_on_interrupt()
    {
        await using var process = new RunningProcess(_directory.Root, ["demo", "--directory", _directory.PathOf("demo"), .. AnyPorts]);
        await process.SaysAsync("Ctrl+C stops.");

        var curls = process.Said.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("curl ", StringComparison.Ordinal)).ToList();
        Assert.Equal(8, curls.Count);
        var answers = new List<string>();
        foreach (var curl in curls)
        {
            // What SMTP says, curl shows on standard error alone.
            answers.Add(await ShellAsync(curl.Contains("smtp://", StringComparison.Ordinal) ? $"exec 2>&1; {curl}" : curl));
        }

        Assert.Contains("200", answers[0].Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("/mail/login", answers[1], StringComparison.Ordinal);
        Assert.Contains("12202", answers[2], StringComparison.Ordinal);
        Assert.Contains("12211", answers[3], StringComparison.Ordinal);
        Assert.Contains("250 2.0.0 Delivered", answers[4], StringComparison.Ordinal);
        Assert.Contains("550 5.7.1 Unable to relay", answers[5], StringComparison.Ordinal);
        Assert.Contains("550 5.7.1 Message rejected", answers[6], StringComparison.Ordinal);
        Assert.Contains("webpublisher_requests", answers[7], StringComparison.Ordinal);
        process.Signal(RunningProcess.Interrupt);

        Assert.Equal(0, await process.ExitCodeAsync());
        await process.SaysAsync("Stopped.");
    }

    [Fact]
    public async Task A_busy_port_is_named_with_the_option_that_moves_it()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var run = await ProcessRun.OfAsync(_directory.Root, [], "demo", "--directory", _directory.PathOf("demo"), "--https-port", $"{port}");

        Assert.Equal(1, run.Code);
        Assert.StartsWith($"webpublisher: port {port} is in use", run.Error, StringComparison.Ordinal);
        Assert.Contains("--https-port PORT", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_none_is_a_usage_error()
    {
        var run = await CommandRun.OfAsync("demo", "--http-port", "70000");

        Assert.Equal(2, run.Code);
        Assert.Contains("--http-port takes a port from 0 to 65535.", run.Error, StringComparison.Ordinal);
    }

    private async Task<string> ShellAsync(string line)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", line]) { WorkingDirectory = _directory.Root, RedirectStandardOutput = true };
        using var shell = Process.Start(start)!;
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return output;
    }
}
