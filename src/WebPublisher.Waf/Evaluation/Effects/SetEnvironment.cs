using WebPublisher.Waf.Compilation;

namespace WebPublisher.Waf.Evaluation.Effects;

/// <summary><c>setenv:name=value</c>; seen by <c>ENV</c> of the same transaction and nobody else.</summary>
internal sealed class SetEnvironment(Macro name, Macro? value) : RuleEffect
{
    /// <inheritdoc/>
    public override void Apply(Evaluator evaluation, CompiledRule rule)
    {
        var variable = evaluation.Expand(name, rule);
        if (value is null)
        {
            evaluation.Environment.Unset(variable);
        }
        else
        {
            evaluation.Environment.Set(variable, evaluation.Expand(value, rule));
        }
    }
}
