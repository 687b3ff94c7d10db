using System.Collections.Immutable;
using WebPublisher.Policy.Mail.Screening;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>Screens everybody's mail by rules: the first that matches decides.</summary>
public sealed record ScreenerPolicy : AgentPolicy
{
    /// <summary>The most keywords of all rules.</summary>
    public const int MaximumKeywords = 100_000;

    /// <summary>The rules in order.</summary>
    public ImmutableArray<ScreenerRule> Rules { get; init; } = [];

    /// <summary>What becomes of a message that no rule matches and that holds something that cannot be looked into.</summary>
    public UnscannableAction OnUnreadable { get; init; } = UnscannableAction.Hold;

    /// <summary>What becomes of a message that no rule matches and that is encrypted.</summary>
    public UnscannableAction OnEncrypted { get; init; } = UnscannableAction.Accept;

    /// <summary>What becomes of a message that is delivered in pieces or fetched from elsewhere.</summary>
    public UnscannableAction OnPartial { get; init; } = UnscannableAction.Reject;
}
