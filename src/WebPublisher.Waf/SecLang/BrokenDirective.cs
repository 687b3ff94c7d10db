namespace WebPublisher.Waf.SecLang;

/// <summary>Stands, while a rule set is read, for a directive that could not be understood, so that what follows is not blamed for it.</summary>
/// <param name="Position">Where its name stands.</param>
internal sealed record BrokenDirective(SourcePosition Position) : Directive(Position);
