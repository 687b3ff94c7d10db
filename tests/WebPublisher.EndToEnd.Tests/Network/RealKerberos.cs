using System.Globalization;
using System.Net;
using System.Net.Sockets;
using WebPublisher.Conformance.Product;
using WebPublisher.EndToEnd.Tests.Machine;

namespace WebPublisher.EndToEnd.Tests.Network;

/// <summary>A Kerberos realm with users alice and bob, and Apache whose logons by Negotiate belong to the connection, by <c>tests/environment/kerberos</c>.</summary>
internal sealed class RealKerberos : IAsyncDisposable
{
    /// <summary>The name in Apache's certificate.</summary>
    public const string FrontEndName = "owa-fe.internal.test";

    private static readonly string s_script = Repository.EnvironmentScript("kerberos");
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);
    private readonly TemporaryDirectory _directory = new();
    private readonly int _kdcPort = FreePort.Next();

    private RealKerberos()
    {
    }

    /// <summary>Apache's port on 127.0.0.1.</summary>
    public int FrontEndPort { get; } = FreePort.Next();

    /// <summary>PEM file of the CA that issued Apache's certificate.</summary>
    public string Authority => _directory["certificates/inner-ca.pem"];

    /// <summary>Starts it.</summary>
    public static async Task<RealKerberos> StartAsync()
    {
        var kerberos = new RealKerberos();
        (await kerberos.RunAsync("up")).Successful();
        return kerberos;
    }

    /// <summary>Runs curl as a user who has a ticket.</summary>
    public Task<CommandResult> CurlAsync(string user, params string[] arguments) => Command.RunAsync(
        "curl",
        ["--silent", "--show-error", "--max-time", "60", "--negotiate", "--user", ":", .. arguments],
        s_patience,
        new Dictionary<string, string> { ["KRB5_CONFIG"] = _directory["kerberos/krb5.conf"], ["KRB5CCNAME"] = $"FILE:{_directory[$"kerberos/{user}.cache"]}" });

    /// <summary>What a user sends to log on to a host, once: Apache remembers what it has seen.</summary>
    public async Task<string> CredentialsAsync(string user, string host)
    {
        // curl says them to whoever has the name; here that is nobody who would use them up.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var asking = CurlAsync(user, "--connect-to", $"{host}:{port}:127.0.0.1:{port}", $"http://{host}:{port}/");
        using var client = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream());
        string? credentials = null;
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            credentials = line.StartsWith("Authorization: ", StringComparison.Ordinal) ? line : credentials;
        }

        client.Close();
        await asking;
        return credentials ?? throw new InvalidOperationException("curl did not log on.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        (await RunAsync("down")).Successful();
        _directory.Dispose();
    }

    private Task<CommandResult> RunAsync(string action) => Command.RunAsync(s_script, [action, _directory.Path], s_patience, new Dictionary<string, string>
    {
        ["KDC_PORT"] = _kdcPort.ToString(CultureInfo.InvariantCulture),
        ["FRONT_END_PORT"] = FrontEndPort.ToString(CultureInfo.InvariantCulture),
    });
}
