namespace WebPublisher.Waf.SecLang;

/// <summary>The operator of a rule as it is written.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Name">Its name without the at sign; <c>rx</c> where none is written.</param>
/// <param name="Argument">What follows; quotation marks that were escaped for the file are plain.</param>
/// <param name="IsNegated">Whether an exclamation mark stands before it.</param>
public sealed record OperatorText(SourcePosition Position, string Name, string Argument, bool IsNegated);
