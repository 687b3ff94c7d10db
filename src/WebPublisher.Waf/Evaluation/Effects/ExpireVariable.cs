using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.Operators;

namespace WebPublisher.Waf.Evaluation.Effects;

/// <summary><c>expirevar:ip.name=seconds</c>. Members of <c>TX</c> do not outlive the transaction anyway.</summary>
internal sealed class ExpireVariable(Variable collection, Macro name, Macro seconds) : RuleEffect
{
    /// <inheritdoc/>
    public override void Apply(Evaluator evaluation, CompiledRule rule)
    {
        if (evaluation.Collections.Of(collection) is { } members)
        {
            members.Expire(evaluation.Expand(name, rule).Span, evaluation.UnixSeconds + CDigits.Parse(evaluation.Expand(seconds, rule).Span));
        }
    }
}
