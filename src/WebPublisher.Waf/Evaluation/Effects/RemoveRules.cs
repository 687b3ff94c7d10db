using WebPublisher.Waf.Compilation;

namespace WebPublisher.Waf.Evaluation.Effects;

/// <summary><c>ctl:ruleRemoveById</c>, <c>ByTag</c>, <c>ByMsg</c>: which rules is known when the rule set is compiled.</summary>
internal sealed class RemoveRules(int[] ordinals) : RuleEffect
{
    /// <inheritdoc/>
    public override void Apply(Evaluator evaluation, CompiledRule rule) => evaluation.Removals.Remove(ordinals);
}
