using WebPublisher.Waf.Matching;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Operators;

/// <summary><c>@pm</c> and <c>@pmFromFile</c>: whether any of many phrases stands in the value, whatever its case. Captures the phrase as the rule writes it.</summary>
internal sealed class PhraseMatch : RuleOperator
{
    private readonly ByteText[] _phrases;
    private LiteralAutomaton? _automaton;

    /// <summary>Takes phrases; empty ones are not among them.</summary>
    public PhraseMatch(IReadOnlyList<string> phrases)
    {
        _phrases = [.. phrases.Select(phrase => new ByteText(phrase.ToCharArray(), 0, phrase.Length))];
        MinimumLength = phrases.Min(phrase => phrase.Length);
        RequiredLiterals = Matching.RequiredLiterals.OfPhrases(phrases);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string>? RequiredLiterals { get; }

    /// <inheritdoc/>
    public override int MinimumLength { get; }

    // Made when a value first needs it: that takes milliseconds for long lists, of which most are never asked.
    private LiteralAutomaton Automaton => _automaton ?? MakeAutomaton();

    /// <inheritdoc/>
    public override bool Matches(ByteText value, OperatorContext context)
    {
        if (!Automaton.TryFindFirst(value.Span, out var hit))
        {
            return false;
        }

        if (context.WantsCaptures)
        {
            context.Capture(0, _phrases[hit.Literal]);
        }

        return true;
    }

    private LiteralAutomaton MakeAutomaton()
    {
        var made = LiteralAutomaton.Create([.. _phrases.Select(phrase => phrase.Span.ToString())]);
        return Interlocked.CompareExchange(ref _automaton, made, null) ?? made;
    }
}
