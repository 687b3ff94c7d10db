using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Compilation;

/// <summary>A rule or a link of a chain before it is compiled; directives that stand behind it may still change it.</summary>
internal sealed class RuleDraft
{
    /// <summary>Where it stands.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>What it looks at.</summary>
    public required List<RuleTarget> Targets { get; init; }

    /// <summary>What it asks.</summary>
    public required OperatorText Operator { get; init; }

    /// <summary>Its actions, defaults included.</summary>
    public required ActionSet Actions { get; set; }

    /// <summary>The links of its chain, if it is the head of one.</summary>
    public List<RuleDraft> Links { get; } = [];

    /// <summary>Whether a directive took it out.</summary>
    public bool IsRemoved { get; set; }
}
