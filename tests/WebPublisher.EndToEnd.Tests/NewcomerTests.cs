using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Publisher;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>Somebody clones the repository, runs <c>./webpublisher demo</c>, tries what it prints, and presses Ctrl+C.</summary>
// It builds the product, which others start.
[Collection(Measuring.Collection)]
public sealed partial class NewcomerTests
{
    private const string Mark = "WEBPUBLISHER_NEWCOMER";

    // Nothing here is measured by the clock: other suites run at the same time.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private static readonly string Script = Path.Combine(Repository.Root, "webpublisher");

    [FactNeeding(Need.Curl)]
    public async Task The_demo_starts_publishes_refuses_plain_http_and_stops_by_control_c()
    {
        // Built first: compiler servers that a build leaves running are not the demo's.
        (await Command.RunAsync(Script, ["--help"], TimeSpan.FromMinutes(5))).Successful();

        var mark = Guid.NewGuid().ToString("N");
        using var directory = new TemporaryDirectory();
        string[] arguments = ["demo", "--directory", directory.Path, "--https-port", "0", "--http-port", "0", "--smtp-port", "0", "--operations-port", "0"];
        var start = new ProcessStartInfo(Script, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        start.Environment[Mark] = mark;
        using var log = new ProcessLog(Path.Combine(Repository.Artifacts("logs"), "demo.log"));
        using var demo = new Process { StartInfo = start };
        demo.OutputDataReceived += (_, line) => log.Add(line.Data ?? "");
        demo.ErrorDataReceived += (_, line) => log.Add(line.Data ?? "");
        demo.Start();
        try
        {
            demo.BeginOutputReadLine();
            demo.BeginErrorReadLine();
            var tour = Published().Match(await log.WaitForAsync("a line to try", line => Published().IsMatch(line), s_patience));
            var refused = Refused().Match(await log.WaitForAsync("the refused line", line => Refused().IsMatch(line), s_patience));
            var authority = Path.Combine(Repository.Root, tour.Groups["authority"].Value);
            var site = tour.Groups["site"].Value;

            var page = await CurlAsync("--cacert", authority, "--location", "--write-out", "\n%{http_code}", $"{site}/");
            Assert.EndsWith("\n200", page, StringComparison.Ordinal);
            Assert.Contains("<form", page, StringComparison.OrdinalIgnoreCase);
            Assert.EndsWith("\n403", await CurlAsync("--write-out", "\n%{http_code}", refused.Groups["url"].Value), StringComparison.Ordinal);
            Assert.EndsWith("\n403", await CurlAsync("--cacert", authority, "--write-out", "\n%{http_code}", $"{site}/admin/"), StringComparison.Ordinal);

            UnixSignal.Interrupt.Send(demo.Id);
            using var expiry = new CancellationTokenSource(s_patience, TimeProvider.System);
            await demo.WaitForExitAsync(expiry.Token);
            Assert.Equal(0, demo.ExitCode);
            Assert.Empty(ProcessesMarked(mark));
            Assert.False(await IsListeningAsync(new Uri(site).Port), "the demo's port is still taken");
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"The demo said:\n{log}", exception);
        }
        finally
        {
            if (!demo.HasExited)
            {
                demo.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task<string> CurlAsync(params string[] arguments) =>
        (await Command.RunAsync("curl", ["--silent", "--show-error", "--max-time", "60", .. arguments], TimeSpan.FromSeconds(90))).Successful().Output;

    // Zombies have no environment; their parent has only not looked yet.
    private static IEnumerable<string> ProcessesMarked(string mark) => Directory.EnumerateDirectories("/proc")
        .Where(directory => Path.GetFileName(directory).All(char.IsAsciiDigit))
        .Where(directory =>
        {
            try
            {
                return File.ReadAllText(Path.Combine(directory, "environ")).Contains($"{Mark}={mark}", StringComparison.Ordinal);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        });

    private static async Task<bool> IsListeningAsync(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"curl --cacert (?<authority>\S+) .*(?<site>https://localhost:\d+)/", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Published();

    [GeneratedRegex(@"curl .*(?<url>http://localhost:\d+/\S*)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Refused();
}
