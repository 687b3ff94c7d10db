using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf;

/// <summary>What became of directives: a rule set, or everything that is wrong with them.</summary>
/// <param name="RuleSet">The rule set; null where there are errors.</param>
/// <param name="Errors">All errors, in the order of the directives.</param>
public sealed record RuleSetCompilation(RuleSet? RuleSet, IReadOnlyList<RuleSetError> Errors);
