using System.Diagnostics;
using System.Net;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests;

namespace WebPublisher.Smtp.Tests.Agents.Content;

/// <summary>A real rspamd and a real spamd, started and stopped by <c>tests/environment/spam</c>.</summary>
public sealed class SpamFiltersFixture : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly int _rspamd = LoopbackPort.Free();
    private readonly int _spamd = LoopbackPort.Free();

    /// <summary>Whether they are installed.</summary>
    public static bool AreThere => File.Exists("/usr/bin/rspamd") && File.Exists("/usr/sbin/spamd");

    public ExternalScorerPolicy Rspamd => new() { Rspamd = new Uri($"http://127.0.0.1:{_rspamd}"), Timeout = TimeSpan.FromSeconds(30) };

    public ExternalScorerPolicy Spamd => new() { Spamd = new SpamdAddress(new IPEndPoint(IPAddress.Loopback, _spamd)), Timeout = TimeSpan.FromSeconds(30) };

    public async Task InitializeAsync()
    {
        if (AreThere)
        {
            // Started as root, spamd reads its files as nobody.
            File.SetUnixFileMode(_directory.Path, (UnixFileMode)0b111_101_101);
            await ScriptAsync("up");
        }
    }

    public async Task DisposeAsync()
    {
        await ScriptAsync("down");
        _directory.Dispose();
    }

    private async Task ScriptAsync(string action)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "WebPublisher.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The tests are not run from within the repository.");
        }

        // Output goes to files of the script's own; a pipe would stay open as long as the servers run.
        var start = new ProcessStartInfo(Path.Combine(root.FullName, "tests/environment/spam"), [action, _directory.Path]);
        start.Environment["RSPAMD_PORT"] = _rspamd.ToString();
        start.Environment["SPAMD_PORT"] = _spamd.ToString();
        using var script = Process.Start(start) ?? throw new InvalidOperationException("The script did not start.");
        await script.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(4));
        Assert.Equal(0, script.ExitCode);
    }
}
