namespace WebPublisher.Smtp.Receive.Limits;

/// <summary>What one source takes of one connector. Guarded by the lock of <see cref="ConnectionQuota"/>.</summary>
internal sealed class SourceUsage(SourceKey key)
{
    public SourceKey Key { get; } = key;

    public int Connections { get; set; }

    /// <summary>Messages it may send at <see cref="RefilledAt"/>.</summary>
    public double Allowance { get; set; } = double.PositiveInfinity;

    public long RefilledAt { get; set; }

    /// <summary>When it last waited for the greeting; null if it is not known to.</summary>
    public long? WaitedAt { get; set; }
}
