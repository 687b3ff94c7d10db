using System.Diagnostics;

namespace WebPublisher.Tests.Testing;

/// <summary>The executable run as a process of its own, and what it said.</summary>
public sealed record ProcessRun(int Code, string Output, string Error)
{
    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, "webpublisher");

    public static async Task<ProcessRun> OfAsync(string directory, Dictionary<string, string> environment, params string[] arguments)
    {
        return await EndAsync(Process.Start(Describe(directory, environment, arguments))!);
    }

    /// <summary>Runs it with something to read on its standard input.</summary>
    public static async Task<ProcessRun> WithInputAsync(string input, params string[] arguments)
    {
        var start = Describe(Path.GetTempPath(), [], arguments);
        start.RedirectStandardInput = true;
        var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    private static async Task<ProcessRun> EndAsync(Process started)
    {
        using var process = started;
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
