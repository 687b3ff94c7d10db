using System.Globalization;
using WebPublisher.Conformance.Product;
using WebPublisher.EndToEnd.Tests.Machine;

namespace WebPublisher.EndToEnd.Tests.Scenarios;

/// <summary>A real clamd that knows the test file of EICAR and nothing else.</summary>
internal sealed class RealScanner : IAsyncDisposable
{
    private static readonly string s_script = Repository.EnvironmentScript("clamd");
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);
    private readonly TemporaryDirectory _directory = new();

    private RealScanner()
    {
    }

    /// <summary>The port on 127.0.0.1 it listens on.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary>Starts one.</summary>
    public static async Task<RealScanner> StartAsync()
    {
        var scanner = new RealScanner();
        (await scanner.RunAsync("up")).Successful();
        return scanner;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        (await RunAsync("down")).Successful();
        _directory.Dispose();
    }

    private Task<CommandResult> RunAsync(string action) => Command.RunAsync(
        s_script, [action, _directory.Path], s_patience, new Dictionary<string, string> { ["CLAMD_PORT"] = Port.ToString(CultureInfo.InvariantCulture) });
}
