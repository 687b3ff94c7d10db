using WebPublisher.Waf.Detectors;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Operators;

/// <summary><c>@detectXSS</c>. Captures the value.</summary>
internal sealed class CrossSiteScriptingDetection : RuleOperator
{
    /// <inheritdoc/>
    public override bool Matches(ByteText value, OperatorContext context)
    {
        if (!CrossSiteScripting.Detect(value.Span))
        {
            return false;
        }

        if (context.WantsCaptures)
        {
            context.Capture(0, value);
        }

        return true;
    }
}
