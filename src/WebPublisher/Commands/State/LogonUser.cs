using System.CommandLine;
using WebPublisher.State;
using WebPublisher.State.Logons;
using WebPublisher.Web.Logons;

namespace WebPublisher.Commands.State;

/// <summary>The user a command about locks is about.</summary>
internal static class LogonUser
{
    /// <summary>The option.</summary>
    public static Option<string?> Option() => new("--user") { Description = "Only the locks of this user, written as at a logon.", HelpName = "NAME" };

    /// <summary>Which locks are meant.</summary>
    /// <param name="state">The state that has them.</param>
    /// <param name="name">The user's name; null for all locks.</param>
    public static Func<LogonLock, bool> Condition(StateStore state, string? name)
    {
        if (name is null)
        {
            return _ => true;
        }

        var hashes = LogonGuard.HashesOf(state, name);
        return entry => entry.Kind is not (LogonLockKind.Network or LogonLockKind.MailSource) && hashes.Contains(entry.User);
    }
}
