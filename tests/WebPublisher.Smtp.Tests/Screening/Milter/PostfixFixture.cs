using System.Diagnostics;
using System.Globalization;
using System.Net;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Screening.Milter;

/// <summary>A real Postfix that asks a milter and sends what passes to a recording server, started and stopped by <c>tests/environment/screened</c>.</summary>
public sealed class PostfixFixture : IAsyncLifetime
{
    // Short, and where every user may pass through: Postfix has Unix sockets there, and users of its own.
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"wpmilter-{Guid.NewGuid():N}"[..22]);

    internal InnerServer Sink { get; } = InnerServer.Start();

    /// <summary>Where Postfix looks for the milter.</summary>
    public IPEndPoint Milter { get; } = new(IPAddress.Loopback, LoopbackPort.Free());

    /// <summary>Where Postfix takes mail.</summary>
    public IPEndPoint EndPoint { get; } = new(IPAddress.Loopback, LoopbackPort.Free());

    public async Task InitializeAsync()
    {
        if (FactNeedingPostfixAttribute.Missing is null)
        {
            await ScriptAsync("up");
        }
    }

    /// <summary>How many messages it holds.</summary>
    public async Task<int> HeldAsync() => int.Parse(await ScriptAsync("held"), CultureInfo.InvariantCulture);

    public async Task DisposeAsync()
    {
        if (FactNeedingPostfixAttribute.Missing is null)
        {
            await ScriptAsync("down");
        }

        await Sink.DisposeAsync();
    }

    private async Task<string> ScriptAsync(string action)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "WebPublisher.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The tests are not run from within the repository.");
        }

        string[] command =
        [
            "env", $"SCREENED_PORT={EndPoint.Port}", $"MILTER_PORT={Milter.Port}", $"SINK_PORT={Sink.Server.Port}",
            Path.Combine(root.FullName, "tests/environment/screened"), action, _directory,
        ];
        command = Environment.IsPrivilegedProcess ? command : ["sudo", "-n", .. command];

        // Postfix logs to files of its own and closes what it inherits; only what the script itself says comes here.
        using var script = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        var output = await script.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await script.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, script.ExitCode);
        return output.Trim();
    }
}
