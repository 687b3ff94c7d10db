using System.Collections.Immutable;

namespace WebPublisher.Policy.Firewall;

/// <summary>The files a firewall's rules stand in, by their absolute paths, in the order in which they are read.</summary>
public sealed record WafRuleFiles
{
    /// <summary>The settings that come with the rule set, and its plug-ins' beginnings.</summary>
    public ImmutableArray<string> Setup { get; init; } = [];

    /// <summary>The operator's own that stand before the rule set.</summary>
    public ImmutableArray<string> Before { get; init; } = [];

    /// <summary>The rule set.</summary>
    public ImmutableArray<string> Rules { get; init; } = [];

    /// <summary>The ends of its plug-ins, then the operator's own that stand after the rule set.</summary>
    public ImmutableArray<string> After { get; init; } = [];

    /// <summary>A digest of their content and of the data files beside them: two with the same digest hold the same rules.</summary>
    public required string Digest { get; init; }
}
