namespace WebPublisher.Waf.SecLang;

/// <summary>One action of a rule: <c>id:942100</c>, <c>t:none</c>, <c>setvar:'tx.x=+1'</c>, <c>chain</c>.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Name">Its name in the reference manual's spelling.</param>
/// <param name="Argument">What follows the colon, quotation marks taken off; null where there is none.</param>
public sealed record RuleAction(SourcePosition Position, string Name, string? Argument);
