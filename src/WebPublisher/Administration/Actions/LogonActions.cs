using System.Collections.Immutable;
using System.Globalization;
using WebPublisher.Administration.Model;
using WebPublisher.State;
using WebPublisher.State.Logons;
using WebPublisher.Web.Logons;

namespace WebPublisher.Administration.Actions;

/// <summary>Ends locks of logons before their time, as commands and the administration of a running server do.</summary>
internal static class LogonActions
{
    /// <summary>The user of a lock as the log has it, by the beginning of a hash; null for a network's.</summary>
    public static string? UserOf(LogonLock entry) => entry.Kind is LogonLockKind.Network or LogonLockKind.MailSource ? null : $"{(uint)(entry.User >> 96):x8}";

    /// <summary>Which locks are a user's.</summary>
    /// <param name="state">The state that has them.</param>
    /// <param name="name">The user's name, as at a logon; null for all locks, whoever's.</param>
    public static Func<LogonLock, bool> LocksOf(StateStore state, string? name)
    {
        if (name is null)
        {
            return _ => true;
        }

        var hashes = LogonGuard.HashesOf(state, name);
        return entry => entry.Kind is not (LogonLockKind.Network or LogonLockKind.MailSource) && hashes.Contains(entry.User);
    }

    /// <summary>Ends those that a condition names.</summary>
    /// <exception cref="StateException">It cannot be written.</exception>
    public static async Task<ImmutableArray<ActionOutcome>> ReleaseAsync(LogonLocks locks, Func<LogonLock, bool> wanted)
    {
        var released = await locks.ReleaseAsync(wanted);
        return [.. released.Select(entry => new ActionOutcome(Name(entry.Id), Done: true, $"lock {entry.Id}: {Whom(entry)} at {entry.Network} may log on again"))];
    }

    /// <summary>Ends those with numbers.</summary>
    /// <returns>One outcome for each number; not done where no lock holds by it.</returns>
    /// <exception cref="StateException">It cannot be written.</exception>
    public static async Task<ImmutableArray<ActionOutcome>> ReleaseAsync(LogonLocks locks, IReadOnlySet<long> numbers)
    {
        var released = await ReleaseAsync(locks, entry => numbers.Contains(entry.Id));
        var missing = numbers.Select(Name).Except(released.Select(outcome => outcome.Subject), StringComparer.Ordinal);
        return [.. released, .. missing.Select(number => new ActionOutcome(number, Done: false, $"no lock holds by the number {number}."))];
    }

    private static string Name(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Whom(LogonLock entry) => UserOf(entry) is { } hash ? $"user {hash}" : entry.Kind == LogonLockKind.MailSource ? "whoever submits mail" : "devices that are not known";
}
