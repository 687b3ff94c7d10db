using System.Runtime.CompilerServices;
using WebPublisher.Waf.Matching;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Operators;

/// <summary><c>@rx</c>: whether a pattern matches somewhere in the value. Captures the match and its groups.</summary>
/// <param name="pattern">The pattern.</param>
/// <param name="isGlobal">Whether the groups of all matches are captured, one after the other: <c>@rxGlobal</c>.</param>
internal sealed class PatternMatch(CompiledPattern pattern, bool isGlobal = false) : RuleOperator
{
    // mod_security2 gives PCRE room for so many; of a match with more it captures none.
    private const int MostGroups = 15;

    /// <inheritdoc/>
    public override IReadOnlyList<string>? RequiredLiterals => pattern.Pattern.RequiredLiterals;

    /// <inheritdoc/>
    public override int MinimumLength => pattern.Pattern.MinimumLength;

    /// <inheritdoc/>
    public override bool Matches(ByteText value, OperatorContext context) => Matches(pattern, value, context, isGlobal);

    /// <summary>Matches a pattern that may have been made for this transaction.</summary>
    public static bool Matches(CompiledPattern pattern, ByteText value, OperatorContext context, bool isGlobal)
    {
        bool matches, gaveUp;
        if (context.WantsCaptures)
        {
            var captured = 0;
            matches = TryCapture(pattern, value, 0, context, ref captured, out var next, out gaveUp);
            while (isGlobal && matches && captured < OperatorContext.MaximumCaptures && next <= value.Length
                && TryCapture(pattern, value, next, context, ref captured, out next, out _))
            {
            }
        }
        else
        {
            matches = pattern.IsMatch(value.Span, out gaveUp);
        }

        // As where PCRE reaches its limits: no match, and the transaction tells of it.
        context.LimitExceeded |= gaveUp;
        return matches;
    }

    private static bool TryCapture(CompiledPattern pattern, ByteText value, int start, OperatorContext context, ref int captured, out int next, out bool gaveUp)
    {
        var groups = new CaptureBuffer();
        next = 0;
        if (!pattern.TryCapture(value, start, groups, out var match, out gaveUp))
        {
            return false;
        }

        if (match.LastGroup < MostGroups)
        {
            for (var number = 0; number <= Math.Min(match.LastGroup, OperatorContext.MaximumCaptures - 1); number++)
            {
                context.Capture(captured + number, groups[number]);
            }

            captured += match.LastGroup + 1;
        }

        next = match.Index + Math.Max(match.Length, 1);
        return true;
    }

    [InlineArray(OperatorContext.MaximumCaptures)]
    private struct CaptureBuffer
    {
        private ByteText _first;
    }
}
