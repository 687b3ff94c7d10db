using WebPublisher.Administration.Actions;
using WebPublisher.State.Logons;

namespace WebPublisher.Administration.Model;

/// <summary>A logon that is locked out: an item of <c>GET /api/logons</c>.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind"><c>user</c>, <c>device</c> or <c>network</c> at web sites, <c>mailsource</c> or <c>mailuser</c> where mail is submitted.</param>
/// <param name="User">The beginning of the user's hash, as the log has it; absent for a lock that is no user's.</param>
/// <param name="Network">Where the failures came from.</param>
/// <param name="Failures">How many there were.</param>
/// <param name="Since">Since when.</param>
/// <param name="Until">Until when.</param>
internal sealed record LogonLockEntry(
    long Id,
    string Kind,
    string? User,
    string Network,
    int Failures,
    DateTimeOffset Since,
    DateTimeOffset Until)
{
    /// <summary>Takes it from the locks.</summary>
    public static LogonLockEntry Of(LogonLock entry) =>
        new(entry.Id, entry.Kind.ToString().ToLowerInvariant(), LogonActions.UserOf(entry), entry.Network, entry.Failures, entry.Since, entry.Until);
}
