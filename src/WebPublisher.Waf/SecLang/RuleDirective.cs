namespace WebPublisher.Waf.SecLang;

/// <summary><c>SecRule VARIABLES "OPERATOR" "ACTIONS"</c>. A rule that another one chains follows it at once.</summary>
/// <param name="Position">Where its name stands.</param>
/// <param name="Targets">What is looked at.</param>
/// <param name="Operator">What is asked of it.</param>
/// <param name="Actions">What it is and does.</param>
public sealed record RuleDirective(SourcePosition Position, IReadOnlyList<RuleTarget> Targets, OperatorText Operator, IReadOnlyList<RuleAction> Actions) : Directive(Position);
