using WebPublisher.Waf.Compilation;

namespace WebPublisher.Waf.Evaluation.Effects;

/// <summary><c>setvar:!tx.name</c>.</summary>
internal sealed class UnsetTxVariable(int slot) : RuleEffect
{
    /// <inheritdoc/>
    public override void Apply(Evaluator evaluation, CompiledRule rule) => evaluation.Tx.Unset(slot);
}
