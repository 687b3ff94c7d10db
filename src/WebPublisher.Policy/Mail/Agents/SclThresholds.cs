namespace WebPublisher.Policy.Mail.Agents;

/// <summary>From which spam confidence level on what is done with a message; null for never. Of several that a level reaches, the gravest is done: delete, reject, quarantine.</summary>
/// <param name="Delete">It vanishes.</param>
/// <param name="Reject">It is refused.</param>
/// <param name="Quarantine">It is held.</param>
public sealed record SclThresholds(int? Delete, int? Reject, int? Quarantine)
{
    /// <summary>Nothing is done, whatever the level.</summary>
    public static SclThresholds None { get; } = new(null, null, null);
}
