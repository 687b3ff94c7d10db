using System.Diagnostics;

namespace WebPublisher.Tests.Testing;

/// <summary>A program of the machine, run to its end, and what it said.</summary>
public sealed record ProgramRun(int Code, string Output, string Error)
{
    public static async Task<ProgramRun> OfAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(120));
        return new ProgramRun(process.ExitCode, await output, await error);
    }

    public ProgramRun Successful()
    {
        Assert.True(Code == 0, $"exit code {Code}\n{Output}\n{Error}");
        return this;
    }
}
