namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A name by which a mail server calls itself (RFC 5321 section 2.3.5): at least two labels, no address.</summary>
/// <param name="Text">As it was written, but with A-labels and without a trailing dot.</param>
public readonly record struct FullyQualifiedName(string Text);
