using System.Text.RegularExpressions;

namespace WebPublisher.SideBySide.Load;

/// <summary>New TLS sessions by <c>openssl s_time -new</c>: no session is ever offered for resumption, no request is sent.</summary>
internal static partial class FullHandshakes
{
    public static async Task<LoadResult> RunAsync(LoadTarget target)
    {
        var cores = new[] { target.Cores, target.SpareCores };
        var outputs = await Task.WhenAll(cores.Select(core => Tool.OutputAsync(
            "taskset", "-c", core, "openssl", "s_time", "-connect", $"127.0.0.1:{target.Port}", "-new", "-time", $"{target.Seconds}")));
        var total = outputs.Sum(output => Done().Match(output) is { Success: true } m ? long.Parse(m.Groups[1].Value) : throw new InvalidOperationException($"s_time said: {output}"));
        return new LoadResult(total, total / (double)target.Seconds, 0);
    }

    [GeneratedRegex(@"(\d+) connections in \d+ real seconds")]
    private static partial Regex Done();
}
