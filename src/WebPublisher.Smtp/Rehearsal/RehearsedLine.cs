namespace WebPublisher.Smtp.Rehearsal;

/// <summary>A line of a rehearsed session.</summary>
/// <param name="Kind">Whose it is.</param>
/// <param name="Text">The line; credentials are hidden, and the number of a refusal is <c>(reference)</c>, for there is no record it could lead to.</param>
public sealed record RehearsedLine(RehearsedLineKind Kind, string Text);
