using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Operators;

/// <summary><c>@validateUrlEncoding</c>: matches a value with a percent sign that no two hexadecimal digits follow.</summary>
internal sealed class UrlEncodingCheck : RuleOperator
{
    /// <inheritdoc/>
    public override bool Matches(ByteText value, OperatorContext context)
    {
        var rest = value.Span;
        for (var percent = rest.IndexOf('%'); percent >= 0; percent = rest.IndexOf('%'))
        {
            if (percent + 2 >= rest.Length || !char.IsAsciiHexDigit(rest[percent + 1]) || !char.IsAsciiHexDigit(rest[percent + 2]))
            {
                return true;
            }

            rest = rest[(percent + 3)..];
        }

        return false;
    }
}
