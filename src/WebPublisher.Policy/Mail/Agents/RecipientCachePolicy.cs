namespace WebPublisher.Policy.Mail.Agents;

/// <summary>How long answers about recipients are kept.</summary>
public sealed record RecipientCachePolicy
{
    /// <summary>How long it is kept that a recipient exists.</summary>
    public TimeSpan Known { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long it is kept that a recipient does not exist.</summary>
    public TimeSpan Unknown { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The most answers kept; the one not asked for the longest goes first.</summary>
    public int Entries { get; init; } = 50_000;
}
