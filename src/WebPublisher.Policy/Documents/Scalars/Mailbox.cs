namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A mail address on a list.</summary>
/// <param name="Text">The local part as written, an at sign, the domain in lower case and A-labels.</param>
public readonly record struct Mailbox(string Text);
