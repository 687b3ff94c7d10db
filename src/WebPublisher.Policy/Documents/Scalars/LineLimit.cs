namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>How long the line of an SMTP command may be, or <c>off</c> when it may not be said.</summary>
/// <param name="Maximum">The most bytes without the line end, or null for off.</param>
public sealed record LineLimit(int? Maximum);
