using WebPublisher.Waf.Compilation;

namespace WebPublisher.Waf.Evaluation.Effects;

/// <summary><c>ctl:requestBodyAccess</c> and <c>ctl:responseBodyAccess</c>.</summary>
internal sealed class SetBodyAccess(bool isResponse, bool hasAccess) : RuleEffect
{
    /// <inheritdoc/>
    public override void Apply(Evaluator evaluation, CompiledRule rule)
    {
        if (isResponse)
        {
            evaluation.HasResponseBodyAccess = hasAccess;
        }
        else
        {
            evaluation.HasRequestBodyAccess = hasAccess;
        }
    }
}
