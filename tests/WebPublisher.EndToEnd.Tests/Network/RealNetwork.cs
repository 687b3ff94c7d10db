using System.Globalization;
using WebPublisher.EndToEnd.Tests.Machine;

namespace WebPublisher.EndToEnd.Tests.Network;

/// <summary>Real servers in a directory of their own, by <c>tests/environment/network</c>. They go down with this process in any case.</summary>
/// <param name="name">Their logs are kept in <c>artifacts/test/logs/NAME</c>.</param>
/// <param name="parts">The parts of the network, in the order in which they start.</param>
/// <param name="settings">What those scripts want to be told.</param>
internal sealed class RealNetwork(string name, IReadOnlyList<string> parts, IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private static readonly string s_script = Repository.EnvironmentScript("network");
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);
    private readonly Dictionary<string, string> _settings = new(settings) { ["OWNER"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture) };

    /// <summary>Where they keep their files: short, for Unix sockets are among them.</summary>
    public string Directory { get; } = Path.Combine(Path.GetTempPath(), $"wpmail-{Guid.NewGuid():N}"[..20]);

    /// <summary>PEM file of the CA that issued their certificates.</summary>
    public string Authority => Path.Combine(Directory, "certificates", "inner-ca.pem");

    /// <summary>Starts those that do not run.</summary>
    public async Task UpAsync() => (await RunAsync(["up", Directory, .. parts])).Successful();

    /// <summary>Kills a server with all its processes, as a loss of power would.</summary>
    public async Task KillAsync(string server) => (await RunAsync(["kill", Directory, server])).Successful();

    /// <summary>Lets the outer Postfix try again at once what it could not deliver.</summary>
    public async Task FlushAsync() => (await RunAsync(["flush", Directory])).Successful();

    /// <summary>The log of a server so far.</summary>
    public string Log(string server) => File.ReadAllText(Path.Combine(Directory, "logs", $"{server}.log"));

    /// <summary>Keeps the servers' logs as artefacts and clears the rest away.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!System.IO.Directory.Exists(Directory))
        {
            return;
        }

        var kept = Repository.Artifacts($"logs/{name}");
        foreach (var log in System.IO.Directory.EnumerateFiles(Path.Combine(Directory, "logs")))
        {
            File.Copy(log, Path.Combine(kept, Path.GetFileName(log)), overwrite: true);
        }

        (await RunAsync(["remove", Directory])).Successful();
    }

    private Task<CommandResult> RunAsync(IReadOnlyList<string> arguments) => Environment.IsPrivilegedProcess
        ? Command.RunAsync(s_script, arguments, s_patience, _settings)
        : Command.RunAsync("sudo", ["-n", .. _settings.Select(setting => $"{setting.Key}={setting.Value}"), s_script, .. arguments], s_patience);
}
