using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using Npgsql;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Secrets;
using WebPublisher.Policy.State;
using WebPublisher.Policy.Tests;

namespace WebPublisher.State.Tests.Testing;

/// <summary>A real PostgreSQL, started, killed and made to hang by <c>tests/environment/postgres</c>.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    // Its server is a user of its own, who must be able to pass through.
    private readonly string _directory = $"/tmp/webpublisher-pg-{Guid.NewGuid():N}"[..30];
    private readonly int _port = LoopbackPort.Free();
    private int _databases;

    public static bool IsInstalled => Directory.Exists("/usr/lib/postgresql");

    /// <summary>The certificate of its server is for this name.</summary>
    public const string CertifiedName = "mail.internal.test";

    public X509Certificate2 Root => X509CertificateLoader.LoadCertificateFromFile(Path.Combine(_directory, "certificates/inner-ca.pem"));

    public string SocketDirectory => Path.Combine(_directory, "database");

    /// <summary>A new database that belongs to the product's user.</summary>
    public async Task<PostgresPolicy> NewDatabaseAsync(string owner = "webpublisher")
    {
        var name = $"shared{Interlocked.Increment(ref _databases)}";
        await AdministerAsync("postgres", $"CREATE DATABASE {name} OWNER {owner}");
        return new PostgresPolicy { Host = "127.0.0.1", Port = _port, Database = name, Password = Password("secret") };
    }

    public Secret Password(string text)
    {
        var path = Path.Combine(_directory, $"{Guid.NewGuid():N}.secret");
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return SecretSource.FromFile(SourceLocation.BuiltIn, path).Read(new DiagnosticList())!;
    }

    public PostgresPolicy Secured(PostgresPolicy policy, string? name) => policy with { Certificate = new FrontEndCertificatePolicy { TrustedRoots = [Root], Name = name } };

    /// <summary>Runs statements as the database's administrator.</summary>
    public async Task<object?> AdministerAsync(string database, string statement)
    {
        await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={_port};Username=postgres;Database={database};Pooling=false;SslMode=Disable");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync();
    }

    public Task UpAsync() => ScriptAsync("up");

    public Task StopAsync() => ScriptAsync("stop");

    public Task KillAsync() => ScriptAsync("kill");

    public Task FreezeAsync() => ScriptAsync("freeze");

    public Task ThawAsync() => ScriptAsync("thaw");

    public async Task InitializeAsync()
    {
        if (!IsInstalled)
        {
            return;
        }

        Directory.CreateDirectory(_directory);
        await UpAsync();
    }

    public async Task DisposeAsync()
    {
        if (IsInstalled)
        {
            await ScriptAsync("down");
            Directory.Delete(_directory, recursive: true);
        }
    }

    private async Task ScriptAsync(string action)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "WebPublisher.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The tests are not run from within the repository.");
        }

        // Output goes to files of the script's own; a pipe would stay open as long as the server runs.
        var start = new ProcessStartInfo(Path.Combine(root.FullName, "tests/environment/postgres"), [action, _directory]);
        start.Environment["DATABASE_PORT"] = _port.ToString();
        start.Environment.Remove("OPENSSL_CONF");
        using var script = Process.Start(start) ?? throw new InvalidOperationException("The script did not start.");
        await script.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, script.ExitCode);
    }
}
