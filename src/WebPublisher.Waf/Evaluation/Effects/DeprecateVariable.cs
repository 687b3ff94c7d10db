using WebPublisher.Waf.Compilation;

namespace WebPublisher.Waf.Evaluation.Effects;

/// <summary><c>deprecatevar:ip.name=5/60</c>: takes away so much for each so many seconds since the collection was last written.</summary>
internal sealed class DeprecateVariable(Variable collection, Macro name, int amount, int seconds) : RuleEffect
{
    /// <inheritdoc/>
    public override void Apply(Evaluator evaluation, CompiledRule rule)
    {
        if (evaluation.Collections.Of(collection) is { } members)
        {
            members.Deprecate(evaluation.Expand(name, rule).Span, amount, seconds, evaluation.UnixSeconds);
        }
    }
}
