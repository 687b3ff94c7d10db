using WebPublisher.Waf.Evaluation;
using WebPublisher.Waf.Operators;

namespace WebPublisher.Waf.Compilation;

/// <summary>A rule, or a link of a chain, as it is evaluated.</summary>
internal sealed class CompiledRule
{
    /// <summary>What the rule or the head of its chain is.</summary>
    public required RuleIdentity Identity { get; init; }

    /// <summary>Whether it stands by itself or at the head of a chain.</summary>
    public required bool IsHead { get; init; }

    /// <summary>Whether a link follows that has to match too.</summary>
    public required bool HasNextLink { get; init; }

    /// <summary>The rule behind the chain, in its phase.</summary>
    public required int AfterChain { get; init; }

    /// <summary>What it looks at.</summary>
    public required CompiledTarget[] Targets { get; init; }

    /// <summary>What it asks.</summary>
    public required RuleOperator Operator { get; init; }

    /// <summary>Whether it asks the opposite.</summary>
    public required bool IsNegated { get; init; }

    /// <summary>The operator's argument where that has macros; null otherwise.</summary>
    public required Macro? Argument { get; init; }

    /// <summary>A number compared with a member of <c>TX</c>; null for rules that are not just that.</summary>
    public required SlotTest? SlotTest { get; init; }

    /// <summary>The prefilter's group: only values in which that was found can match; -1 without.</summary>
    public int Group { get; set; } = -1;

    /// <summary>The transformations, indexes into those of the rule set.</summary>
    public required int[] Steps { get; init; }

    /// <summary>Whether the operator is asked before and after each transformation (<c>multiMatch</c>).</summary>
    public required bool IsMultiMatch { get; init; }

    /// <summary>Whether what matched is kept in <c>TX:0</c> to <c>TX:9</c>.</summary>
    public required bool HasCapture { get; init; }

    /// <summary>What it does for each value that matches.</summary>
    public required RuleEffect[] Effects { get; init; }
}
