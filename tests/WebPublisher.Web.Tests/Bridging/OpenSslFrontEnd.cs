using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Tests;

namespace WebPublisher.Web.Tests.Bridging;

/// <summary>OpenSSL's own server, which still serves keys and signatures that the platform's refuses. Prints every byte of a request it is given.</summary>
internal sealed class OpenSslFrontEnd : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Process _process;
    private Task<string>? _received;

    private OpenSslFrontEnd(X509Certificate2 certificate)
    {
        var certificateFile = Path.Combine(_directory.Path, "leaf.pem");
        var keyFile = Path.Combine(_directory.Path, "leaf.key");
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var start = new ProcessStartInfo("openssl") { RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["s_server", "-accept", "127.0.0.1:0", "-cert", certificateFile, "-key", keyFile, "-cipher", "ALL:@SECLEVEL=0", "-naccept", "1"])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
    }

    public string Authority { get; private set; } = "";

    public static async Task<OpenSslFrontEnd> StartAsync(X509Certificate2 certificate)
    {
        var server = new OpenSslFrontEnd(certificate);
        while (await server._process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("ACCEPT ", StringComparison.Ordinal))
            {
                server.Authority = line[7..].Trim();
                server._received = server._process.StandardOutput.ReadToEndAsync();
                return server;
            }
        }

        throw new InvalidOperationException(await server._process.StandardError.ReadToEndAsync());
    }

    /// <summary>All it printed, once its one connection is over.</summary>
    public async Task<string> ReceivedAsync() => await _received!.WaitAsync(TimeSpan.FromSeconds(60));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _directory.Dispose();
    }
}
