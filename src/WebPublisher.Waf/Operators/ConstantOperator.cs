using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Operators;

/// <summary><c>@unconditionalMatch</c> and <c>@noMatch</c>.</summary>
internal sealed class ConstantOperator(bool matches) : RuleOperator
{
    /// <inheritdoc/>
    public override bool Matches(ByteText value, OperatorContext context) => matches;
}
