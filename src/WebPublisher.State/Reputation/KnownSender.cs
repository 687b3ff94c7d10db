namespace WebPublisher.State.Reputation;

/// <summary>A client in memory: what this node knows of it, and what the others do.</summary>
/// <param name="address">Its place among all addresses.</param>
internal sealed class KnownSender(UInt128 address)
{
    public UInt128 Address { get; } = address;

    /// <summary>What this node has counted.</summary>
    public SenderProfile Own { get; private set; } = SenderProfile.Unknown;

    /// <summary>What of it the file has.</summary>
    public SenderProfile Written { get; set; } = SenderProfile.Unknown;

    /// <summary>What other nodes have counted, as far as they have told.</summary>
    public SenderProfile Others { get; private set; } = SenderProfile.Unknown;

    /// <summary>All of it.</summary>
    public SenderProfile Total { get; private set; } = SenderProfile.Unknown;

    /// <summary>Takes note of something this node has seen.</summary>
    public void Note(SenderProfile total) => (Own, Total) = (Own.Moved(Total, total), total);

    /// <summary>Follows the file: what is not written yet is on top of what it has.</summary>
    public void Follow(SenderProfile own, SenderProfile others)
    {
        Own = Own == Written ? own : own.Plus(SenderProfile.Unknown.Moved(Written, Own));
        (Written, Others) = (own, others);
        Total = Own.Plus(others);
    }
}
