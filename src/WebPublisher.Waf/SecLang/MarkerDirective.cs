namespace WebPublisher.Waf.SecLang;

/// <summary><c>SecMarker NAME</c>: where <c>skipAfter</c> leads to.</summary>
/// <param name="Position">Where its name stands.</param>
/// <param name="Name">The marker.</param>
public sealed record MarkerDirective(SourcePosition Position, string Name) : Directive(Position);
