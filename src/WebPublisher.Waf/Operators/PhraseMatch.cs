using WebPublisher.Waf.Matching;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Operators;

/// <summary><c>@pm</c> and <c>@pmFromFile</c>: whether any of many phrases stands in the value, whatever its case. Captures the phrase as the rule writes it.</summary>
internal sealed class PhraseMatch : RuleOperator
{
    private readonly LiteralAutomaton _automaton;
    private readonly ByteText[] _phrases;

    /// <summary>Takes phrases; empty ones are not among them.</summary>
    public PhraseMatch(IReadOnlyList<string> phrases)
    {
        _automaton = LiteralAutomaton.Create(phrases);
        _phrases = [.. phrases.Select(phrase => new ByteText(phrase.ToCharArray(), 0, phrase.Length))];
        MinimumLength = phrases.Min(phrase => phrase.Length);
        RequiredLiterals = Matching.RequiredLiterals.OfPhrases(phrases);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string>? RequiredLiterals { get; }

    /// <inheritdoc/>
    public override int MinimumLength { get; }

    /// <inheritdoc/>
    public override bool Matches(ByteText value, OperatorContext context)
    {
        if (!_automaton.TryFindFirst(value.Span, out var hit))
        {
            return false;
        }

        if (context.WantsCaptures)
        {
            context.Capture(0, _phrases[hit.Literal]);
        }

        return true;
    }
}
