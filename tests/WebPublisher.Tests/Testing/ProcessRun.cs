using System.Diagnostics;

namespace WebPublisher.Tests.Testing;

/// <summary>The executable run as a process of its own, and what it said.</summary>
public sealed record ProcessRun(int Code, string Output, string Error)
{
    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, "webpublisher");

    public static async Task<ProcessRun> OfAsync(string directory, Dictionary<string, string> environment, params string[] arguments)
    {
        using var process = Process.Start(Describe(directory, environment, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return new ProcessRun(process.ExitCode, await output, await error);
    }

    public static ProcessStartInfo Describe(string directory, Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("WEBPUBLISHER_POLICY");
        start.Environment.Remove("WEBPUBLISHER_HOME");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
