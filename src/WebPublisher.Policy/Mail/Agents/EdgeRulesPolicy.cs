using System.Collections.Immutable;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>Does what an operator's rules say with messages, also with those of users and of servers of the organisation.</summary>
public sealed record EdgeRulesPolicy : AgentPolicy
{
    /// <summary>The most rules.</summary>
    public const int MaximumRules = 1000;

    /// <summary>The rules, in order.</summary>
    public ImmutableArray<EdgeRule> Rules { get; init; } = [];
}
