namespace WebPublisher.State.Logons;

/// <summary>What another process has seen of a counter; what it says is done in the order of its members.</summary>
/// <param name="Counter">What it is counted by.</param>
/// <param name="Key">Whom: a hash by the key that all nodes have.</param>
/// <param name="Subject">Who failed there, where that is told apart; 0 elsewhere.</param>
/// <param name="Forgets">Whether what was counted before is forgotten.</param>
/// <param name="IsLocked">Whether what was counted before has led to a lock.</param>
/// <param name="Count">How many failures there were since; 0 to <see cref="FailedLogons.MaximumCount"/>.</param>
/// <param name="Age">How long ago the first of them was; <see cref="FailedLogons.Oldest"/> at most.</param>
/// <param name="Window">How long they count.</param>
public readonly record struct ToldFailures(FailedLogonCounter Counter, UInt128 Key, ulong Subject, bool Forgets, bool IsLocked, int Count, TimeSpan Age, TimeSpan Window);
