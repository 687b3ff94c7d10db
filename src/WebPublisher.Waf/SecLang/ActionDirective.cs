namespace WebPublisher.Waf.SecLang;

/// <summary><c>SecAction "ACTIONS"</c>: a rule that always matches; or <c>SecDefaultAction</c>: what rules of a phase are where they do not say.</summary>
/// <param name="Position">Where its name stands.</param>
/// <param name="IsDefault">Whether it is <c>SecDefaultAction</c>.</param>
/// <param name="Actions">The actions.</param>
public sealed record ActionDirective(SourcePosition Position, bool IsDefault, IReadOnlyList<RuleAction> Actions) : Directive(Position);
