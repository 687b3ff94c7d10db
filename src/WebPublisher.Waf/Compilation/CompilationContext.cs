using System.Collections.Concurrent;
using WebPublisher.Waf.Matching;
using WebPublisher.Waf.Operators;
using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Compilation;

/// <summary>What the parts of the compiler share: what is wrong so far, operators, and the places of <c>TX</c> members.</summary>
/// <param name="operators">Operators that exist already.</param>
internal sealed class CompilationContext(SharedOperators operators)
{
    private readonly List<RuleSetError> _errors = [];
    private readonly ConcurrentDictionary<OperatorText, (RuleOperator? Made, RuleSetError? Error)> _made = new();

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<RuleSetError> Errors => _errors;

    /// <summary>Where members of <c>TX</c> are kept.</summary>
    public TxSlots TxSlots { get; } = new();

    /// <summary>Tells of something wrong.</summary>
    public void Fail(SourcePosition position, string message) => _errors.Add(new RuleSetError(position, message));

    /// <summary>
    /// Makes the operators of rules, on all processors: that is nearly all of the work. What is wrong with one is told when its rule is compiled, in the order of the rules.
    /// </summary>
    public void Prepare(IReadOnlyList<RuleDraft> rules)
        => Parallel.ForEach(
            rules.SelectMany(rule => rule.Links.Prepend(rule)).Select(rule => rule.Operator).Distinct(),
            text => _made[text] = operators.Get(text, out var error) is { } made ? (made, null) : (null, error));

    /// <summary>The operator a rule writes; null, and told, where there is none.</summary>
    public RuleOperator? Operator(OperatorText text)
    {
        var (made, error) = _made[text];
        if (error is not null)
        {
            _errors.Add(error);
        }

        return made;
    }

    /// <summary>The regular expression of a directive, an action or a selector; null, and told, where it cannot be compiled.</summary>
    public CompiledPattern? Pattern(SourcePosition position, string pattern, PatternFlags flags)
    {
        var found = PatternCache.Find(pattern, flags, out var error);
        if (error is not null)
        {
            Fail(position, $"/{pattern}/: {error}");
        }

        return found;
    }

    /// <summary>A selector; null where there is none or, told, where its expression cannot be compiled.</summary>
    public Selector? Selector(SourcePosition position, string? text, bool isPattern)
    {
        if (text is null)
        {
            return null;
        }

        return new Selector(text, isPattern ? Pattern(position, text, PatternFlags.Selector) : null);
    }

    /// <summary>A text with macros.</summary>
    public Macro Macro(SourcePosition position, string? text) => MacroReader.Read(text ?? "", position, this);
}
