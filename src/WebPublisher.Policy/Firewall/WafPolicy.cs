using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Firewall;

/// <summary>The web application firewall of a section: paths and numbers. Its rules are compiled by whoever asks them; what they mean is not known here.</summary>
public sealed record WafPolicy
{
    /// <summary>What becomes of a request that the rules condemn; never <see cref="FirewallMode.Off"/>.</summary>
    public required FirewallMode Mode { get; init; }

    /// <summary>The files its rules stand in.</summary>
    public required WafRuleFiles Files { get; init; }

    /// <summary>Where the policy asks for it; what is wrong with rules that the policy stands for is told there.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>The paranoia level whose rules count: 1 to 4.</summary>
    public int Paranoia { get; init; } = 1;

    /// <summary>The paranoia level up to which rules are told of; no lower than <see cref="Paranoia"/>.</summary>
    public int DetectionParanoia { get; init; } = 1;

    /// <summary>The anomaly score that condemns a request.</summary>
    public int InboundThreshold { get; init; } = 5;

    /// <summary>The anomaly score that condemns an answer.</summary>
    public int OutboundThreshold { get; init; } = 4;

    /// <summary>Methods beyond those that the rule set allows.</summary>
    public ImmutableArray<string> Methods { get; init; } = [];

    /// <summary>Content types of requests beyond those that the rule set allows, in lower case.</summary>
    public ImmutableArray<string> ContentTypes { get; init; } = [];

    /// <summary>Header fields that the rule set restricts and this site needs.</summary>
    public ImmutableArray<string> Headers { get; init; } = [];

    /// <summary>Extensions that the rule set restricts and this site needs, in lower case; <c>*</c> for all.</summary>
    public ImmutableArray<string> Extensions { get; init; } = [];

    /// <summary>Targets that no rule of the rule set looks into.</summary>
    public ImmutableArray<WafTarget> FreeText { get; init; } = [];

    /// <summary>Rules that are off, or do not look at certain targets.</summary>
    public ImmutableArray<WafExclusion> Exclusions { get; init; } = [];

    /// <summary>Whether bodies of requests are inspected.</summary>
    public bool InspectsRequestBody { get; init; } = true;

    /// <summary>Bytes of a request's body that are held back until they have been judged.</summary>
    public int RequestBodyLimit { get; init; } = 128 * 1024;

    /// <summary>What becomes of a request whose body is longer.</summary>
    public BeyondLimit BeyondRequestBody { get; init; }

    /// <summary>How answers are inspected, or null where they are not.</summary>
    public WafResponsePolicy? Response { get; init; }

    /// <summary>The most arguments of a request that is judged.</summary>
    public int MaximumArguments { get; init; } = 1000;

    /// <summary>The most time the rules may take for one request.</summary>
    public TimeSpan TimeBudget { get; init; } = TimeSpan.FromSeconds(1);
}
