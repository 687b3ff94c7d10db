using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
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
        try
        {
            if (!context.WantsCaptures)
            {
                return pattern.IsMatch(value.Span);
            }

            if (!pattern.TryFind(value.Span, 0, out var index, out var length))
            {
                return false;
            }

            var captured = Capture(pattern, value, index, length, 0, context);
            for (var next = index + Math.Max(length, 1);
                isGlobal && captured < OperatorContext.MaximumCaptures && next <= value.Length && pattern.TryFind(value.Span, next, out index, out length);
                next = index + Math.Max(length, 1))
            {
                captured = Capture(pattern, value, index, length, captured, context);
            }

            return true;
        }
        catch (RegexMatchTimeoutException)
        {
            // As where PCRE reaches its limits: no match, and the transaction tells of it.
            context.LimitExceeded = true;
            return false;
        }
    }

    private static int Capture(CompiledPattern pattern, ByteText value, int index, int length, int captured, OperatorContext context)
    {
        var groups = new CaptureBuffer();
        var last = pattern.Capture(value, index, length, groups);
        if (last >= MostGroups)
        {
            return captured;
        }

        for (var number = 0; number <= Math.Min(last, OperatorContext.MaximumCaptures - 1); number++)
        {
            context.Capture(captured + number, groups[number]);
        }

        return captured + last + 1;
    }

    [InlineArray(OperatorContext.MaximumCaptures)]
    private struct CaptureBuffer
    {
        private ByteText _first;
    }
}
