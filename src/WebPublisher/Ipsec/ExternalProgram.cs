using System.ComponentModel;
using System.Diagnostics;

namespace WebPublisher.Ipsec;

/// <summary>Asks a program of the system, such as <c>swanctl</c>.</summary>
internal static class ExternalProgram
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Runs it to its end, for ten seconds at most.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it wrote, or why there is no answer: it is not installed, has failed, or is silent.</returns>
    public static async Task<(string? Output, string? Problem)> AskAsync(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(Find(file), arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            using var expiry = new CancellationTokenSource(s_patience, TimeProvider.System);
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(expiry.Token);
                var error = process.StandardError.ReadToEndAsync(expiry.Token);
                await process.WaitForExitAsync(expiry.Token);
                return process.ExitCode == 0 ? (await output, null) : (null, $"{file}: {Last(await error, await output) ?? $"exit code {process.ExitCode}"}");
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return (null, $"{file} does not answer within {s_patience.TotalSeconds} s");
            }
        }
        catch (Win32Exception)
        {
            return (null, $"{file} is not installed");
        }
    }

    // Programs of administrators are missing from the PATH of ordinary users.
    private static string Find(string file) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, file))
            .FirstOrDefault(File.Exists) ?? file;

    private static string? Last(params string[] texts) =>
        texts.SelectMany(t => t.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(1)).FirstOrDefault();
}
