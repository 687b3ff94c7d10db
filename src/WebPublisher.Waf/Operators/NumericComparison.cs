using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Operators;

/// <summary><c>@eq</c>, <c>@lt</c>, <c>@le</c>, <c>@gt</c>, <c>@ge</c>.</summary>
internal sealed class NumericComparison(NumericRelation relation, OperatorArgument argument) : RuleOperator
{
    private readonly int _right = argument.Constant is { } constant ? CDigits.Parse(constant) : 0;

    /// <inheritdoc/>
    public override bool Matches(ByteText value, OperatorContext context)
    {
        var left = CDigits.Parse(value.Span);
        var right = argument.HasMacros ? CDigits.Parse(context.Argument.Span) : _right;
        return relation switch
        {
            NumericRelation.Equal => left == right,
            NumericRelation.NotEqual => left != right,
            NumericRelation.Less => left < right,
            NumericRelation.LessOrEqual => left <= right,
            NumericRelation.Greater => left > right,
            _ => left >= right,
        };
    }
}
