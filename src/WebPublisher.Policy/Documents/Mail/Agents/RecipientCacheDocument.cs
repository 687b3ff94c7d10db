using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>How long answers about recipients are kept.</summary>
[Document("a cache of recipients")]
public sealed record RecipientCacheDocument : Document
{
    /// <summary>How long it is kept that a recipient exists.</summary>
    [Key("How long it is kept that a recipient exists.", Default = "1h", Minimum = "1s", Maximum = "7d")]
    public Located<TimeSpan>? Known { get; init; }

    /// <summary>How long it is kept that a recipient does not exist.</summary>
    [Key("How long it is kept that a recipient does not exist.", Default = "10m", Minimum = "1s", Maximum = "7d")]
    public Located<TimeSpan>? Unknown { get; init; }

    /// <summary>The most answers kept.</summary>
    [Key("The most answers kept.", Default = "50000", Minimum = "100", Maximum = "1000000")]
    public Located<int>? Entries { get; init; }
}
