using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>Has a clamd scan every message.</summary>
[Document("an antivirus agent")]
public sealed record AntivirusDocument : Document
{
    /// <summary>Where clamd listens.</summary>
    [Key("Where clamd listens.", Required = true, Example = "unix:/run/clamav/clamd.ctl")]
    public Located<ClamdAddress>? Clamd { get; init; }

    /// <summary>What becomes of a message with malware.</summary>
    [Key("What becomes of a message with malware.", Default = "reject")]
    public Located<InfectedAction>? OnInfected { get; init; }

    /// <summary>What becomes of a message that is encrypted, or nested beyond the scanner's limits.</summary>
    [Key("What becomes of a message that is encrypted, or nested beyond the scanner's limits.", Default = "accept")]
    public Located<UnscannableAction>? OnUnscannable { get; init; }

    /// <summary>What becomes of a message larger than clamd's StreamMaxLength.</summary>
    [Key("What becomes of a message larger than clamd's StreamMaxLength.", Default = "reject")]
    public Located<UnscannableAction>? OnTooLarge { get; init; }

    /// <summary>What becomes of mail while clamd cannot be had.</summary>
    [Key("What becomes of mail while clamd cannot be had.", Default = "defer")]
    public Located<AgentErrorAction>? OnUnavailable { get; init; }

    /// <summary>Scans at once; further messages wait for one to end.</summary>
    [Key("Scans at once; further messages wait for one to end.", Default = "8", Minimum = "1", Maximum = "256")]
    public Located<int>? Scans { get; init; }

    /// <summary>Longest time for a connection to clamd, and for a free place among the scans.</summary>
    [Key("Longest time for a connection to clamd, and for a free place among the scans.", Default = "3s", Minimum = "100ms", Maximum = "1m")]
    public Located<TimeSpan>? ConnectTimeout { get; init; }

    /// <summary>Longest time of a scan, from the first byte sent to the answer.</summary>
    [Key("Longest time of a scan, from the first byte sent to the answer.", Default = "20s", Minimum = "1s", Maximum = "5m")]
    public Located<TimeSpan>? ScanTimeout { get; init; }
}
