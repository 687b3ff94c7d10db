using System.Diagnostics;

namespace WebPublisher.EndToEnd.Tests.Machine;

/// <summary>Runs a program to its end.</summary>
internal static class Command
{
    /// <summary>Runs <paramref name="file"/> and returns its exit code and what it wrote to both outputs. It is killed with its children when time is up.</summary>
    public static async Task<CommandResult> RunAsync(
        string file, IEnumerable<string> arguments, TimeSpan timeout, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
        process.StandardInput.Close();
        using var expiry = new CancellationTokenSource(timeout, TimeProvider.System);
        var output = process.StandardOutput.ReadToEndAsync(expiry.Token);
        var error = process.StandardError.ReadToEndAsync(expiry.Token);
        try
        {
            await process.WaitForExitAsync(expiry.Token);
            return new CommandResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{file} {string.Join(' ', start.ArgumentList)} took longer than {timeout}.", exception);
        }
    }
}
