using System.Text.RegularExpressions;

namespace WebPublisher.SideBySide.Load;

/// <summary>HTTP/2 load by h2load: 16 connections with 10 streams each.</summary>
internal static partial class H2Load
{
    public static async Task<LoadResult> RunAsync(LoadTarget target, string path, int bodyBytes)
    {
        var output = await Tool.OutputAsync(
            "taskset", "-c", target.Cores, "h2load", "-c16", "-m10", $"-D{target.Seconds}", "-t1",
            $"--connect-to=127.0.0.1:{target.Port}", $"https://{LoadTarget.Host}:{target.Port}{path}");
        var counts = Counts().Match(output);
        var data = Data().Match(output);
        var status = Status().Match(output);
        if (!counts.Success || !data.Success || !status.Success)
        {
            throw new InvalidOperationException($"h2load said: {output}");
        }

        // What is under way when the time is up has a status but is not done.
        var done = long.Parse(counts.Groups[1].Value);
        var succeeded = Math.Min(done, long.Parse(status.Groups[1].Value));
        if (long.Parse(data.Groups[1].Value) < succeeded * (double)bodyBytes * 0.97)
        {
            throw new InvalidOperationException($"{succeeded} answers of {path} carried only {data.Groups[1].Value} bytes");
        }

        return new LoadResult(done, done / (double)target.Seconds, done - succeeded);
    }

    [GeneratedRegex(@"requests: \d+ total, \d+ started, (\d+) done")]
    private static partial Regex Counts();

    [GeneratedRegex(@"status codes: (\d+) 2xx")]
    private static partial Regex Status();

    [GeneratedRegex(@"\((\d+)\) data")]
    private static partial Regex Data();
}
