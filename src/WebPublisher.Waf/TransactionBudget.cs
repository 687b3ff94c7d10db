namespace WebPublisher.Waf;

/// <summary>
/// What a transaction may spend. Operators and transformations take time in proportion to what they look at, so that only the length of values, the number of arguments and
/// rules count; these are the last resort. A transaction that spends more is not judged to its end, and says so (<see cref="Transaction.IsOverBudget"/>).
/// </summary>
public sealed record TransactionBudget
{
    /// <summary>What applies unless the product says otherwise.</summary>
    public static TransactionBudget Default { get; } = new();

    /// <summary>
    /// Time all phases may take together, what the machine does at the same time included: a second, because a machine that is busy is no attack, and a megabyte of anything
    /// takes a fraction of it.
    /// </summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Characters that all values may take together, transformed ones included, two bytes each: 32 Mi.</summary>
    public long Characters { get; init; } = 32L * 1024 * 1024;
}
