using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>Learns of each client what mail it brings, and keeps those out for a while that bring spam.</summary>
[Document("a protocol analysis agent")]
public sealed record ProtocolAnalysisDocument : Document
{
    /// <summary>The messages of a client before anything is concluded from them.</summary>
    [Key("The messages of a client before anything is concluded from them.", Default = "20", Minimum = "1", Maximum = "1000")]
    public Located<int>? MinimumMessages { get; init; }

    /// <summary>The level of a client's reputation, 1 to 9, from which on it is kept out.</summary>
    [Key("The level of a client's reputation, 1 to 9, from which on it is kept out.", Default = "7", Minimum = "1", Maximum = "9")]
    public Located<int>? BlockAt { get; init; }

    /// <summary>How long it is kept out.</summary>
    [Key("How long it is kept out.", Default = "24h", Minimum = "1m", Maximum = "30d")]
    public Located<TimeSpan>? BlockFor { get; init; }
}
