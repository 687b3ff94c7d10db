using System.Text.RegularExpressions;
using WebPublisher.Waf.Matching;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Operators;

/// <summary><c>@verifyCC</c>, <c>@verifyCPF</c>, <c>@verifySSN</c>: whether something the pattern matches is a valid number. It is captured.</summary>
internal sealed class NumberSearch(CompiledPattern pattern, NumberCheck isValid) : RuleOperator
{
    /// <summary>So many matches of one value are looked at: each begins one character later than the one before, so that a long run of digits has very many.</summary>
    private const int MostMatches = 4096;

    /// <inheritdoc/>
    public override IReadOnlyList<string>? RequiredLiterals => pattern.Pattern.RequiredLiterals;

    /// <inheritdoc/>
    public override int MinimumLength => pattern.Pattern.MinimumLength;

    /// <inheritdoc/>
    public override bool Matches(ByteText value, OperatorContext context)
    {
        try
        {
            var start = 0;
            for (var i = 0; i < MostMatches; i++)
            {
                if (start >= value.Length || !pattern.TryFind(value.Span, start, out var index, out var length))
                {
                    return false;
                }

                if (isValid(value.Span.Slice(index, length)))
                {
                    if (context.WantsCaptures)
                    {
                        context.Capture(0, value.Slice(index, length));
                    }

                    return true;
                }

                start = index + 1;
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // The value counts as not matching, and the transaction tells of it.
        }

        context.LimitExceeded = true;
        return false;
    }
}
