using WebPublisher.Waf.Compilation;

namespace WebPublisher.Waf.Evaluation.Effects;

/// <summary><c>setvar:tx.name=value</c>: the name is constant, so that the place is known.</summary>
internal sealed class SetTxVariable(int slot, Macro value) : RuleEffect
{
    private readonly int? _number = value.IsConstant && TxValue.IsCanonicalNumber(value.Constant.Span, out var number) ? number : null;

    /// <inheritdoc/>
    public override void Apply(Evaluator evaluation, CompiledRule rule)
    {
        if (_number is { } number)
        {
            evaluation.Tx.SetNumber(slot, number);
        }
        else
        {
            evaluation.Tx.SetText(slot, value.IsConstant ? value.Constant : evaluation.Expand(value, rule));
        }
    }
}
