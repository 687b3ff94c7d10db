namespace WebPublisher.State.Logons;

/// <summary>Somebody who is locked out after failed logons.</summary>
/// <param name="Id">Its number; 0 before it is in the file.</param>
/// <param name="Key">What it is found by: a hash of whom and where.</param>
/// <param name="Kind">What it keeps out.</param>
/// <param name="User">The user's hash; zero for that of a network.</param>
/// <param name="Network">The network the failures came from, in CIDR.</param>
/// <param name="Failures">How many there were; users, for a network.</param>
/// <param name="Since">When it began.</param>
/// <param name="Until">When it ends.</param>
public sealed record LogonLock(long Id, UInt128 Key, LogonLockKind Kind, UInt128 User, string Network, int Failures, DateTimeOffset Since, DateTimeOffset Until);
