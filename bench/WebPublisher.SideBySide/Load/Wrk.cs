using System.Globalization;
using System.Text.RegularExpressions;

namespace WebPublisher.SideBySide.Load;

/// <summary>HTTP/1.1 keep-alive load by wrk.</summary>
internal static partial class Wrk
{
    public static async Task<LoadResult> RunAsync(LoadTarget target, string path, int bodyBytes, int connections)
    {
        var output = await Tool.OutputAsync(
            "taskset", "-c", target.Cores, "wrk", "-t1", $"-c{connections}", $"-d{target.Seconds}s", "--timeout", "10s",
            "-H", $"Host: {LoadTarget.Host}", $"https://127.0.0.1:{target.Port}{path}");
        var done = Done().Match(output);
        if (!done.Success)
        {
            throw new InvalidOperationException($"wrk said: {output}");
        }

        var requests = long.Parse(done.Groups[1].Value);
        var errors = SocketErrors().Matches(output).Sum(m => long.Parse(m.Groups[1].Value)) + NotOk().Matches(output).Sum(m => long.Parse(m.Groups[1].Value));
        var bytes = double.Parse(done.Groups[2].Value, CultureInfo.InvariantCulture) * done.Groups[3].Value switch { "K" => 1024, "M" => 1 << 20, "G" => 1 << 30, _ => 1 };

        // A proxy that answers 200 without the body would look very fast.
        if (bytes < (requests - errors) * (double)bodyBytes * 0.97)
        {
            throw new InvalidOperationException($"{requests} answers of {path} carried only {bytes} bytes");
        }

        return new LoadResult(requests, requests / (double)target.Seconds, errors);
    }

    [GeneratedRegex(@"(\d+) requests in \S+, ([\d.]+)([KMG]?)B read")]
    private static partial Regex Done();

    [GeneratedRegex(@"(?:connect|read|write|timeout) (\d+)")]
    private static partial Regex SocketErrors();

    [GeneratedRegex(@"Non-2xx or 3xx responses: (\d+)")]
    private static partial Regex NotOk();
}
