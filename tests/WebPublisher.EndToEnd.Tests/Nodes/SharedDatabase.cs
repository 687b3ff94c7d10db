using System.Globalization;
using WebPublisher.Conformance.Product;
using WebPublisher.EndToEnd.Tests.Machine;

namespace WebPublisher.EndToEnd.Tests.Nodes;

/// <summary>A real PostgreSQL that several nodes share, by <c>tests/environment/postgres</c>.</summary>
internal sealed class SharedDatabase : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    // Its server is a user of its own, who must be able to pass through.
    private readonly string _directory = Directory.CreateDirectory($"/tmp/webpublisher-pg-{Guid.NewGuid():N}"[..30]).FullName;
    private readonly int _port = FreePort.Next();

    /// <summary>The section <c>state</c> of a policy that lies beside a file <c>database.secret</c> with <see cref="Password"/>.</summary>
    public string Section => string.Create(CultureInfo.InvariantCulture, $"state: {{ kind: postgres, host: 127.0.0.1, port: {_port}, database: shared, password: {{ file: database.secret }} }}");

    /// <summary>The password of the product's user.</summary>
    public static string Password => "secret";

    /// <summary>Starts it with an empty database.</summary>
    public async Task StartAsync()
    {
        await UpAsync();
        var made = await Command.RunAsync(
            "psql",
            ["--host", "127.0.0.1", "--port", _port.ToString(CultureInfo.InvariantCulture), "--username", "postgres", "--command", "CREATE DATABASE shared OWNER webpublisher"], s_patience);
        made.Successful();
    }

    /// <summary>Starts it again after <see cref="KillAsync"/>.</summary>
    public Task UpAsync() => ScriptAsync("up");

    /// <summary>Ends it with all its sessions at once.</summary>
    public Task KillAsync() => ScriptAsync("kill");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ScriptAsync("down");
        Directory.Delete(_directory, recursive: true);
    }

    private async Task ScriptAsync(string action)
    {
        // What it starts keeps the output open, which a pipe would wait for: a shell gives it a file.
        var script = $"DATABASE_PORT={_port} '{Repository.EnvironmentScript("postgres")}' {action} '{_directory}' >'{_directory}/script.out' 2>&1 || {{ cat '{_directory}/script.out'; exit 1; }}";
        var run = await Command.RunAsync("bash", ["-c", script], s_patience);
        run.Successful();
    }
}
