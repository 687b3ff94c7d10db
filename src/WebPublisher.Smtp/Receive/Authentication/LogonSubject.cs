using WebPublisher.State.Logons;

namespace WebPublisher.Smtp.Receive.Authentication;

/// <summary>Whose failed logons are counted together.</summary>
/// <param name="Counter">What they are counted by.</param>
/// <param name="Lock">What they lock.</param>
/// <param name="Key">A hash of it, by the key of the installation.</param>
/// <param name="User">The hash that a user has everywhere; 0 for a source.</param>
/// <param name="Network">Where a lock holds.</param>
/// <param name="Name">What the log calls it.</param>
internal readonly record struct LogonSubject(FailedLogonCounter Counter, LogonLockKind Lock, UInt128 Key, UInt128 User, string Network, string Name);
