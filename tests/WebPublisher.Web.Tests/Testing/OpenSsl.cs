using System.Diagnostics;
using System.Net;

namespace WebPublisher.Web.Tests.Testing;

/// <summary>OpenSSL's command-line client, for what .NET's cannot do.</summary>
internal static class OpenSsl
{
    /// <summary>Connects, sends <paramref name="input"/> (lines such as <c>R</c> are commands) and returns all output until the connection ends.</summary>
    public static async Task<string> ClientAsync(IPEndPoint endPoint, string arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", $"s_client -connect {endPoint} {arguments}")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(input);
        await process.StandardInput.FlushAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        await process.WaitForExitAsync(timeout.Token);
        return await output + await errors;
    }
}
