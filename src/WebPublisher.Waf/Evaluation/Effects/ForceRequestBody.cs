using WebPublisher.Waf.Compilation;

namespace WebPublisher.Waf.Evaluation.Effects;

/// <summary><c>ctl:forceRequestBodyVariable</c>.</summary>
internal sealed class ForceRequestBody(bool isForced) : RuleEffect
{
    /// <inheritdoc/>
    public override void Apply(Evaluator evaluation, CompiledRule rule) => evaluation.ForcesRequestBody = isForced;
}
