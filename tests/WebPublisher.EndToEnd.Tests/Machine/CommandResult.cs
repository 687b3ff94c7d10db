namespace WebPublisher.EndToEnd.Tests.Machine;

/// <summary>What became of a program.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Returns this when the exit code is 0; fails with both outputs otherwise.</summary>
    public CommandResult Successful()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Error}");
        return this;
    }
}
