using System.Diagnostics;
using System.Text.RegularExpressions;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Documentation;

/// <summary>
/// The pages that tell the path of a request and of a message, against a recorded run. The runtime compiles a method when it first comes to it, and writes down which: that
/// is the order in which the first request of a server goes through the code.
/// </summary>
public sealed class PathPagesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_request_takes_the_steps_of_its_page_in_their_order()
    {
        // The demo tunnels nothing. HTTP/2 and a refusal are asked for behind the first request.
        var reached = await ReachedAsync(curls => [$"{curls[0]} --http1.1", $"{curls[2]} --http2"]);
        var steps = PathPage.Read("docs/request-path.md", "src/WebPublisher.Web").Steps.Where(step => step.Number != "2").ToList();

        Assert.Equal(17, steps.Count);
        Assert.All(steps, step => Assert.Contains(step.Method, reached));
        AssertOrder(reached, steps.Where(step => step.Number is not ("3a" or "15")));
        AssertOrder(reached, steps.Where(step => step.Number is "1" or "3a"));
    }

    [Fact]
    public async Task A_message_takes_the_steps_of_its_page_in_their_order()
    {
        // Only the second message is refused.
        var reached = await ReachedAsync(curls => [curls[4], curls[5]]);
        var steps = PathPage.Read("docs/message-path.md", "src/WebPublisher.Smtp").Steps;

        Assert.Equal(16, steps.Count);
        Assert.All(steps, step => Assert.Contains(step.Method, reached));
        AssertOrder(reached, steps.Where(step => step.Number != "15"));
    }

    private static void AssertOrder(IReadOnlyList<string> reached, IEnumerable<(string Number, string Method)> steps)
    {
        var told = steps.ToList();
        var first = reached.Index().ToDictionary(method => method.Item, method => method.Index, StringComparer.Ordinal);
        Assert.Equal(told, told.OrderBy(step => first[step.Method]));
    }

    /// <summary>Runs the demo, and some of the lines it prints.</summary>
    /// <returns>Every method of ours that it came to, in the order in which it came to them first.</returns>
    private async Task<IReadOnlyList<string>> ReachedAsync(Func<IReadOnlyList<string>, IEnumerable<string>> choose)
    {
        var record = _directory.PathOf("methods");
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_JitStdOutFile"] = record,
            ["DOTNET_JitDisasmSummary"] = "1",

            // Otherwise methods are compiled into their callers, and none of them is come to.
            ["DOTNET_TieredCompilation"] = "1",
            ["DOTNET_TC_QuickJit"] = "1",
        };
        string[] arguments = ["demo", "--directory", _directory.PathOf("demo"), "--https-port", "0", "--http-port", "0", "--smtp-port", "0", "--operations-port", "0"];
        await using var process = new RunningProcess(_directory.Root, environment, arguments);
        await process.SaysAsync("Ctrl+C stops.");
        var curls = process.Said.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("curl ", StringComparison.Ordinal)).ToList();
        foreach (var curl in choose(curls))
        {
            var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec >/dev/null 2>&1; {curl}"]) { WorkingDirectory = _directory.Root };
            using var shell = Process.Start(start)!;
            await shell.WaitForExitAsync();
        }

        process.Signal(RunningProcess.Terminate);
        Assert.Equal(0, await process.ExitCodeAsync());
        var lines = Regex.Matches(await File.ReadAllTextAsync(record), @"JIT compiled (?<type>WebPublisher\.[A-Za-z0-9.]+)(`\d\[[^\]]*\])?:(?<method>[A-Za-z]+)[(\[]");
        return [.. lines.Select(line => $"{line.Groups["type"].Value}:{line.Groups["method"].Value}").Distinct(StringComparer.Ordinal)];
    }
}
