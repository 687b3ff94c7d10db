namespace WebPublisher.Waf.SecLang;

/// <summary>
/// A change to rules that stand before it: <c>SecRuleRemoveById</c>, <c>...ByTag</c>, <c>...ByMsg</c>, <c>SecRuleUpdateTargetById</c>,
/// <c>...ByTag</c>, <c>...ByMsg</c>, <c>SecRuleUpdateActionById</c>.
/// </summary>
/// <param name="Position">Where its name stands.</param>
/// <param name="Name">The directive, as the reference manual spells it.</param>
/// <param name="Selection">Ids (<c>942100</c>) and ranges of ids (<c>942000-942999</c>), or regular expressions for tags or messages;
/// for actions one id, or <c>ID:N</c> for the Nth rule of its chain.</param>
/// <param name="Targets">Targets to add (<c>ARGS:x</c>) or take away (<c>!ARGS:x</c>); empty where the directive takes none.</param>
/// <param name="Actions">Actions for <c>SecRuleUpdateActionById</c>; empty for others.</param>
public sealed record RuleChangeDirective(
    SourcePosition Position, string Name, IReadOnlyList<string> Selection, IReadOnlyList<RuleTarget> Targets, IReadOnlyList<RuleAction> Actions) : Directive(Position);
