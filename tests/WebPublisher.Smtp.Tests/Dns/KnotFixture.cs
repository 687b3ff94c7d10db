using System.Diagnostics;
using System.Net;
using WebPublisher.Policy.Tests;

namespace WebPublisher.Smtp.Tests.Dns;

/// <summary>A real Knot with a zone of ours, started and stopped by <c>tests/environment/names</c>.</summary>
public sealed class KnotFixture : IAsyncLifetime
{
    private const string Zone = """
        $TTL 60
        $ORIGIN .
        . SOA ns.test. hostmaster.test. 1 3600 600 86400 30
        . NS ns.test.
        ns.test. A 127.0.0.1
        contoso.test. A 192.0.2.10
        contoso.test. AAAA 2001:db8::10
        contoso.test. MX 10 mx1.contoso.test.
        contoso.test. MX 20 mx2.contoso.test.
        contoso.test. TXT "v=spf1 mx include:_spf.contoso.test -all exp=_why.contoso.test"
        _spf.contoso.test. TXT "v=spf1 ip4:198.51.100.7 " "?all"
        _why.contoso.test. TXT "%{i} may not send for %{d}"
        mx1.contoso.test. A 192.0.2.25
        mx2.contoso.test. A 192.0.2.26
        www.contoso.test. CNAME host.fabrikam.test.
        host.fabrikam.test. CNAME host2.fabrikam.test.
        host2.fabrikam.test. A 192.0.2.80
        loop1.test. CNAME loop2.test.
        loop2.test. CNAME loop1.test.
        10.2.0.192.in-addr.arpa. PTR contoso.test.
        2.0.0.127.bl.test. A 127.0.0.2
        """;

    private readonly TemporaryDirectory _directory = new();
    private readonly int _port = LoopbackPort.Free();

    public IPEndPoint EndPoint => new(IPAddress.Loopback, _port);

    public async Task InitializeAsync()
    {
        var zone = Directory.CreateDirectory(Path.Combine(_directory.Path, "names"));
        var strings = string.Join(' ', Enumerable.Repeat($"\"{new string('x', 250)}\"", 20));
        await File.WriteAllTextAsync(Path.Combine(zone.FullName, "root.zone"), $"{Zone}\nlong.test. TXT {strings}\n");
        if (File.Exists("/usr/sbin/knotd"))
        {
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

        // Output goes to files of the script's own; a pipe would stay open as long as Knot runs.
        var start = new ProcessStartInfo(Path.Combine(root.FullName, "tests/environment/names"), [action, _directory.Path]);
        start.Environment["NAMES_PORT"] = _port.ToString();
        using var script = Process.Start(start) ?? throw new InvalidOperationException("The script did not start.");
        await script.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, script.ExitCode);
    }
}
