namespace WebPublisher.Waf.SecLang;

/// <summary>What a rule set says, and what is wrong with it.</summary>
/// <param name="Directives">The directives of all files in their order, Include and IfModule resolved; where there are errors, without what could not be understood.</param>
/// <param name="Errors">Everything that is wrong in all files; a rule set with any is not used.</param>
/// <param name="Files">The files that were read, in order and each once; data files that operators name are not among them.</param>
public sealed record ParsedRuleSet(IReadOnlyList<Directive> Directives, IReadOnlyList<RuleSetError> Errors, IReadOnlyList<string> Files);
