using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.Operators;

namespace WebPublisher.Waf.Evaluation.Effects;

/// <summary><c>setvar:tx.name=+value</c> and <c>=-value</c>; a sum below zero is zero, as in mod_security2.</summary>
internal sealed class AddToTxVariable(int slot, int sign, Macro value) : RuleEffect
{
    private readonly int _constant = value.IsConstant ? CDigits.Parse(value.Constant.Span) : 0;
    private readonly int _sourceSlot = value.Parts.Length == 1 ? value.Parts[0].TxSlot : -1;

    /// <inheritdoc/>
    public override void Apply(Evaluator evaluation, CompiledRule rule)
    {
        var change = value.IsConstant ? _constant
            : _sourceSlot >= 0 ? evaluation.Tx.NumberOf(_sourceSlot)
            : CDigits.Parse(evaluation.Expand(value, rule).Span);
        evaluation.Tx.SetNumber(slot, Math.Max(0, unchecked(evaluation.Tx.NumberOf(slot) + (sign * change))));
    }
}
