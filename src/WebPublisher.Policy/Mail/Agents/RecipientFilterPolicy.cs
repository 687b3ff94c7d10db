using System.Collections.Frozen;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>Filters by the recipient.</summary>
public sealed record RecipientFilterPolicy : AgentPolicy
{
    /// <summary>Recipients that get no mail from outside, compared without regard to case.</summary>
    public FrozenSet<string> Blocked { get; init; } = FrozenSet<string>.Empty;

    /// <summary>All recipients of the authoritative domains, compared without regard to case; null when they are not known here.</summary>
    public FrozenSet<string>? Recipients { get; init; }
}
