namespace WebPublisher.Commands;

/// <summary>Ends a command with a sentence for the operator and an exit code; no stack trace is shown.</summary>
/// <param name="message">What is wrong and what to do about it.</param>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
/// <param name="cause">What led to it, or null.</param>
public sealed class CommandFailure(string message, int exitCode = ExitCode.Failed, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The process's exit code.</summary>
    public int ExitCode { get; } = exitCode;
}
