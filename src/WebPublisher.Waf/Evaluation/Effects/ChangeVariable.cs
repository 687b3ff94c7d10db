using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.Operators;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation.Effects;

/// <summary><c>setvar</c> of a variable whose name has macros, or that lies in a persistent collection.</summary>
/// <param name="collection"><c>TX</c>, or a persistent collection; that one is left alone where <c>initcol</c> has not opened it.</param>
/// <param name="name">The variable's name.</param>
/// <param name="kind">What is done.</param>
/// <param name="value">With what.</param>
internal sealed class ChangeVariable(Variable collection, Macro name, ChangeKind kind, Macro value) : RuleEffect
{
    /// <inheritdoc/>
    public override void Apply(Evaluator evaluation, CompiledRule rule)
    {
        var variable = evaluation.Expand(name, rule);
        if (collection == Variable.Tx)
        {
            ChangeTx(evaluation, rule, variable);
            return;
        }

        if (evaluation.Collections.Of(collection) is not { } members)
        {
            return;
        }

        var now = evaluation.UnixSeconds;
        switch (kind)
        {
            case ChangeKind.Unset:
                members.Unset(variable.Span);
                break;
            case ChangeKind.Set:
                members.Set(variable.Span, evaluation.Expand(value, rule).Span, now);
                break;
            default:
                members.Add(variable.Span, Change(evaluation, rule), now);
                break;
        }
    }

    private void ChangeTx(Evaluator evaluation, CompiledRule rule, ByteText variable)
    {
        switch (kind)
        {
            case ChangeKind.Unset:
                evaluation.Tx.Unset(variable);
                break;
            case ChangeKind.Set:
                evaluation.Tx.Set(variable, evaluation.Expand(value, rule));
                break;
            default:
                evaluation.Tx.Add(variable, Change(evaluation, rule));
                break;
        }
    }

    private int Change(Evaluator evaluation, CompiledRule rule)
        => (kind == ChangeKind.Subtract ? -1 : 1) * CDigits.Parse(evaluation.Expand(value, rule).Span);
}
