using WebPublisher.Waf.Compilation;

namespace WebPublisher.Waf.Evaluation.Effects;

/// <summary><c>initcol:ip=key</c>, <c>setsid</c>, <c>setuid</c>, <c>setrsc</c>: opens a persistent collection. One that is open stays as it is.</summary>
internal sealed class OpenCollection(Variable collection, Macro key) : RuleEffect
{
    /// <inheritdoc/>
    public override void Apply(Evaluator evaluation, CompiledRule rule)
        => evaluation.Collections.Open(collection, evaluation.Expand(key, rule), evaluation.UnixSeconds);
}
