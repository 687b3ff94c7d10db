using System.Collections.Frozen;
using System.Collections.Immutable;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>Says of messages how likely they are spam, and what is done from which level on.</summary>
public sealed record ContentFilterPolicy : AgentPolicy
{
    /// <summary>From which spam confidence level on what is done.</summary>
    public SclThresholds Thresholds { get; init; } = new(Delete: null, Reject: 7, Quarantine: null);

    /// <summary>Above which level a message is marked as junk; null for never.</summary>
    public int? Junk { get; init; } = 4;

    /// <summary>Phrases that make a message spam (9).</summary>
    public ImmutableArray<string> BlockPhrases { get; init; } = [];

    /// <summary>Phrases that make a message good (0), whatever else it holds.</summary>
    public ImmutableArray<string> AllowPhrases { get; init; } = [];

    /// <summary>Senders whose mail is not judged, compared without regard to case.</summary>
    public FrozenSet<string> ExemptSenders { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Domains whose mail is not judged.</summary>
    public DomainList ExemptDomains { get; init; } = DomainList.Empty;

    /// <summary>Recipients whose mail is not judged, compared without regard to case.</summary>
    public FrozenSet<string> ExemptRecipients { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Other filters that are asked, too; the highest level counts.</summary>
    public ImmutableArray<ExternalScorerPolicy> Scorers { get; init; } = [];

    /// <summary>Octets; larger messages are not judged.</summary>
    public long MaximumSize { get; init; } = 11L * 1024 * 1024;
}
