using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Directories;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Secrets;
using WebPublisher.Policy.Tests;

namespace WebPublisher.Smtp.Tests.Directories;

/// <summary>A real slapd with a few people, started and stopped by <c>tests/environment/directory</c>.</summary>
public sealed class SlapdFixture : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly int _port = LoopbackPort.Free();

    /// <summary>The directory, asked as its administrator; <c>{0}</c> is in both attributes that hold addresses.</summary>
    public DirectoryPolicy Policy => new()
    {
        Servers = [new FrontEndServer("127.0.0.1", _port)],
        Certificate = new FrontEndCertificatePolicy
        {
            Name = "mail.internal.test",
            TrustedRoots = [X509CertificateLoader.LoadCertificateFromFile(Path.Combine(_directory.Path, "certificates/inner-ca.pem"))],
        },
        Base = "dc=example,dc=test",
        Filter = Filter("(&(objectClass=inetOrgPerson)(|(mail={0})(proxyAddresses=smtp:{0})))"),
        User = "cn=edge,dc=example,dc=test",
        Password = Secret("ask-me"),
    };

    public static DirectoryFilter Filter(string text) => DirectoryFilterParser.Parse(text, out var filter) is { } problem ? throw new ArgumentException(problem) : filter!;

    public Secret Secret(string text)
    {
        var path = Path.Combine(_directory.Path, $"{Guid.NewGuid():N}.secret");
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return SecretSource.FromFile(SourceLocation.BuiltIn, path).Read(new DiagnosticList())!;
    }

    public async Task InitializeAsync()
    {
        if (File.Exists("/usr/sbin/slapd"))
        {
            await UpAsync();
        }
    }

    public Task UpAsync() => ScriptAsync("up");

    public Task DownAsync() => ScriptAsync("down");

    public async Task DisposeAsync()
    {
        await DownAsync();
        _directory.Dispose();
    }

    private async Task ScriptAsync(string action)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "WebPublisher.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The tests are not run from within the repository.");
        }

        // Output goes to files of the script's own; a pipe would stay open as long as slapd runs.
        var start = new ProcessStartInfo(Path.Combine(root.FullName, "tests/environment/directory"), [action, _directory.Path]);
        start.Environment["DIRECTORY_PORT"] = _port.ToString();

        // The product's own settings of OpenSSL, by a path that holds in its folder alone.
        start.Environment.Remove("OPENSSL_CONF");
        using var script = Process.Start(start) ?? throw new InvalidOperationException("The script did not start.");
        await script.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, script.ExitCode);
    }
}
