namespace WebPublisher.Waf.SecLang;

/// <summary>Where the rules of a rule set come from, in the order in which they are judged.</summary>
/// <param name="Parts">The pieces; later ones change rules of earlier ones (<c>SecRuleRemoveById</c>).</param>
public sealed record RuleSetSource(IReadOnlyList<RuleSetPart> Parts);
