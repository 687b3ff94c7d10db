namespace WebPublisher.Policy.Mail.Agents;

/// <summary>Has a clamd scan every message, whoever sent it.</summary>
public sealed record AntivirusPolicy : AgentPolicy
{
    /// <summary>Where clamd listens.</summary>
    public required ClamdAddress Clamd { get; init; }

    /// <summary>What becomes of a message with malware.</summary>
    public InfectedAction OnInfected { get; init; } = InfectedAction.Reject;

    /// <summary>What becomes of a message that is encrypted, or nested beyond the scanner's limits.</summary>
    public UnscannableAction OnUnscannable { get; init; } = UnscannableAction.Accept;

    /// <summary>What becomes of a message larger than clamd's <c>StreamMaxLength</c>.</summary>
    public UnscannableAction OnTooLarge { get; init; } = UnscannableAction.Reject;

    /// <summary>What becomes of mail while clamd cannot be had.</summary>
    public AgentErrorAction OnUnavailable { get; init; } = AgentErrorAction.Defer;

    /// <summary>Scans at once; further messages wait for one to end.</summary>
    public int Scans { get; init; } = 8;

    /// <summary>Longest time for a connection to clamd, and for a free place among the scans.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Longest time of a scan, from the first octet sent to the answer.</summary>
    public TimeSpan ScanTimeout { get; init; } = TimeSpan.FromSeconds(20);
}
