using WebPublisher.Waf.Compilation;

namespace WebPublisher.Waf.Evaluation.Effects;

/// <summary><c>ctl:requestBodyLimit</c> and <c>ctl:responseBodyLimit</c>.</summary>
internal sealed class SetBodyLimit(bool isResponse, long bytes) : RuleEffect
{
    /// <inheritdoc/>
    public override void Apply(Evaluator evaluation, CompiledRule rule)
    {
        if (isResponse)
        {
            evaluation.ResponseBodyLimit = bytes;
        }
        else
        {
            evaluation.RequestBodyLimit = bytes;
        }
    }
}
