using WebPublisher.Waf.Compilation;

namespace WebPublisher.Waf.Evaluation;

/// <summary>What a rule does for each value that matches, beside refusing: <c>setvar</c>, <c>ctl</c>, <c>initcol</c> and their kin.</summary>
internal abstract class RuleEffect
{
    /// <summary>Does it.</summary>
    /// <param name="evaluation">The transaction's state.</param>
    /// <param name="rule">The rule that has the action.</param>
    public abstract void Apply(Evaluator evaluation, CompiledRule rule);
}
