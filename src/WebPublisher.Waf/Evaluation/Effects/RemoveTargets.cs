using WebPublisher.Waf.Compilation;

namespace WebPublisher.Waf.Evaluation.Effects;

/// <summary><c>ctl:ruleRemoveTargetById</c>, <c>ByTag</c>, <c>ByMsg</c>: takes values away from rules for the rest of the transaction.</summary>
internal sealed class RemoveTargets(int[] ordinals, RemovedTarget[] targets) : RuleEffect
{
    /// <inheritdoc/>
    public override void Apply(Evaluator evaluation, CompiledRule rule)
    {
        foreach (var target in targets)
        {
            evaluation.Removals.Remove(ordinals, target);
        }
    }
}
