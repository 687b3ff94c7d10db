using WebPublisher.Waf.Detectors;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Operators;

/// <summary><c>@detectSQLi</c>. Captures the fingerprint.</summary>
internal sealed class SqlInjectionDetection : RuleOperator
{
    /// <inheritdoc/>
    public override bool Matches(ByteText value, OperatorContext context)
    {
        if (!SqlInjection.Detect(value.Span, out var fingerprint))
        {
            return false;
        }

        if (context.WantsCaptures)
        {
            Span<char> letters = stackalloc char[SqlFingerprint.MaximumLength];
            context.Capture(0, context.Arena.Add(letters[..fingerprint.CopyTo(letters)]));
        }

        return true;
    }
}
