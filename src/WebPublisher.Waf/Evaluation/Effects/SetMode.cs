using WebPublisher.Waf.Compilation;

namespace WebPublisher.Waf.Evaluation.Effects;

/// <summary><c>ctl:ruleEngine</c>.</summary>
internal sealed class SetMode(EngineMode mode) : RuleEffect
{
    /// <inheritdoc/>
    public override void Apply(Evaluator evaluation, CompiledRule rule) => evaluation.Mode = mode;
}
