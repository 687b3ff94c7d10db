using System.Collections.Frozen;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>Filters by the envelope sender, and by who the header says has written the message.</summary>
public sealed record SenderFilterPolicy : AgentPolicy
{
    /// <summary>Blocked addresses, compared without regard to case.</summary>
    public FrozenSet<string> Blocked { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Blocked domains.</summary>
    public DomainList BlockedDomains { get; init; } = DomainList.Empty;

    /// <summary>What becomes of mail from one of them.</summary>
    public SenderFilterAction Action { get; init; }

    /// <summary>Whether the blank sender is refused, and every bounce with it.</summary>
    public bool RejectsBlankSender { get; init; }
}
