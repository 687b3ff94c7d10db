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
        var start = 0;
        var gaveUp = false;
        for (var i = 0; i < MostMatches; i++)
        {
            ByteText matched = default;
            if (start >= value.Length || !pattern.TryCapture(value, start, new Span<ByteText>(ref matched), out var match, out gaveUp))
            {
                context.LimitExceeded |= gaveUp;
                return false;
            }

            if (isValid(matched.Span))
            {
                if (context.WantsCaptures)
                {
                    context.Capture(0, matched);
                }

                return true;
            }

            start = match.Index + 1;
        }

        context.LimitExceeded = true;
        return false;
    }
}
