using System.Globalization;
using System.Net;
using WebPublisher.EndToEnd.Tests.Machine;

namespace WebPublisher.EndToEnd.Tests.Mail;

/// <summary>swaks, a client that can do each thing SMTP offers one at a time. It checks certificates against the given CA.</summary>
/// <param name="authority">PEM file of the CA.</param>
internal sealed class Swaks(string authority)
{
    /// <summary>Sends a message from sender@example.net and returns what became of it.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="recipient">To whom.</param>
    /// <param name="options">More options of swaks.</param>
    public async Task<SwaksRun> SendAsync(IPEndPoint server, string recipient, params string[] options)
    {
        var id = $"swaks-{Guid.NewGuid():N}";
        var result = await Command.RunAsync(
            "swaks",
            [
                "--server", server.Address.ToString(), "--port", server.Port.ToString(CultureInfo.InvariantCulture), "--timeout", "60s",
                "--ehlo", "client.example.net", "--from", "sender@example.net", "--to", recipient, "--header", $"Message-Id: <{id}>",
                "--tls-ca-path", authority, "--tls-verify", .. options,
            ],
            TimeSpan.FromSeconds(120));
        return new SwaksRun(id, result.ExitCode, result.Output + result.Error);
    }
}
