namespace WebPublisher.Policy.Mail.Agents;

/// <summary>Learns of each client what mail it brings, and keeps those out for a while that bring spam.</summary>
public sealed record ProtocolAnalysisPolicy : AgentPolicy
{
    /// <summary>The messages of a client before anything is concluded from them.</summary>
    public int MinimumMessages { get; init; } = 20;

    /// <summary>The level of a client's reputation, 0 to 9, from which on it is kept out.</summary>
    public int BlockAt { get; init; } = 7;

    /// <summary>How long it is.</summary>
    public TimeSpan BlockFor { get; init; } = TimeSpan.FromHours(24);
}
