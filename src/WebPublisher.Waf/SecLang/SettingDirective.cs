namespace WebPublisher.Waf.SecLang;

/// <summary>Any other directive that is known: <c>SecRequestBodyLimit 13107200</c> and the like.</summary>
/// <param name="Position">Where its name stands.</param>
/// <param name="Name">The directive, as the reference manual spells it.</param>
/// <param name="Arguments">Its arguments, quotation marks taken off.</param>
public sealed record SettingDirective(SourcePosition Position, string Name, IReadOnlyList<string> Arguments) : Directive(Position);
