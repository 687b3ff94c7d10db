using System.CommandLine;

namespace WebPublisher.Commands.State;

/// <summary><c>logons</c>: who is locked out of web sites after failed logons.</summary>
internal sealed class LogonsCommand : Command
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock locks end by.</param>
    public LogonsCommand(TimeProvider time)
        : base("logons", "Shows and releases users, devices and networks that are locked out after failed logons at web sites. A running server follows within a second.")
    {
        Subcommands.Add(new LogonsListCommand(time));
        Subcommands.Add(new LogonsReleaseCommand(time));
    }
}
