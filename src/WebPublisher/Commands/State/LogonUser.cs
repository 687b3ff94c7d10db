using System.CommandLine;

namespace WebPublisher.Commands.State;

/// <summary>The user a command about locks is about.</summary>
internal static class LogonUser
{
    /// <summary>The option.</summary>
    public static Option<string?> Option() => new("--user") { Description = "Only the locks of this user, written as at a logon.", HelpName = "NAME" };
}
