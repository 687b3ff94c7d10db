using System.Globalization;
using System.Net;
using WebPublisher.Conformance.Product;
using WebPublisher.EndToEnd.Tests.Machine;

namespace WebPublisher.EndToEnd.Tests.Scenarios;

/// <summary>A real name server that knows what a scenario says there is, and of <c>broken.test</c> only that it cannot be asked.</summary>
internal sealed class RealNames : IAsyncDisposable
{
    private static readonly string s_script = Repository.EnvironmentScript("names");
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);
    private readonly TemporaryDirectory _directory = new();

    private RealNames()
    {
    }

    /// <summary>Where it answers.</summary>
    public IPEndPoint EndPoint { get; } = new(IPAddress.Loopback, FreePort.Next());

    /// <summary>Starts one.</summary>
    /// <param name="records">Lines of a zone file; names end with a dot.</param>
    public static async Task<RealNames> StartAsync(string records)
    {
        var names = new RealNames();
        Directory.CreateDirectory(names._directory["names"]);
        await File.WriteAllTextAsync(names._directory["names/root.zone"], $"""
            $TTL 60
            . SOA ns.test. hostmaster.test. 1 3600 600 86400 30
            . NS ns.test.
            ns.test. A 127.0.0.1
            {records}

            """);
        (await names.RunAsync("up")).Successful();
        return names;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        (await RunAsync("down")).Successful();
        _directory.Dispose();
    }

    private Task<CommandResult> RunAsync(string action) => Command.RunAsync(
        s_script, [action, _directory.Path], s_patience, new Dictionary<string, string> { ["NAMES_PORT"] = EndPoint.Port.ToString(CultureInfo.InvariantCulture) });
}
