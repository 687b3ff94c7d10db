using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation.Effects;

/// <summary><c>ctl:requestBodyProcessor</c>.</summary>
internal sealed class SetBodyProcessor(BodyProcessor processor, ByteText name) : RuleEffect
{
    /// <inheritdoc/>
    public override void Apply(Evaluator evaluation, CompiledRule rule)
    {
        evaluation.Processor = processor;
        evaluation.ProcessorName = name;
    }
}
