using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests;

namespace WebPublisher.Smtp.Tests.Antivirus;

/// <summary>A real clamd that knows the test file of EICAR, started and stopped by <c>tests/environment/clamd</c>.</summary>
public sealed class ClamdFixture : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly int _port = LoopbackPort.Free();

    /// <summary>Its Unix socket.</summary>
    public ClamdAddress Socket => new(new UnixDomainSocketEndPoint(Path.Combine(_directory.Path, "clamd", "socket")));

    /// <summary>Its port.</summary>
    public ClamdAddress Port => new(new IPEndPoint(IPAddress.Loopback, _port));

    /// <summary>An agent that asks it.</summary>
    public AntivirusPolicy Policy => new() { Location = new SourceLocation("policy.yaml", 9, 5), Clamd = Socket };

    public async Task InitializeAsync()
    {
        if (File.Exists("/usr/sbin/clamd"))
        {
            await StartAsync();
        }
    }

    public Task StartAsync() => ScriptAsync("up");

    public Task StopAsync() => ScriptAsync("down");

    public async Task DisposeAsync()
    {
        await StopAsync();
        _directory.Dispose();
    }

    private async Task ScriptAsync(string action)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "WebPublisher.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The tests are not run from within the repository.");
        }

        // Output goes to files of the script's own; a pipe would stay open as long as clamd runs.
        var start = new ProcessStartInfo(Path.Combine(root.FullName, "tests/environment/clamd"), [action, _directory.Path]);
        start.Environment["CLAMD_PORT"] = _port.ToString();
        using var script = Process.Start(start) ?? throw new InvalidOperationException("The script did not start.");
        await script.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, script.ExitCode);
    }
}
