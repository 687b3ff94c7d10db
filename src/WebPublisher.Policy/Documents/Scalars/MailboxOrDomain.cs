namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A mail address, a mail domain, or all domains below one (<c>*.example.com</c>).</summary>
/// <param name="Text">The local part as written; the domain in lower case and A-labels.</param>
public readonly record struct MailboxOrDomain(string Text)
{
    /// <summary>Whether it is an address.</summary>
    public bool IsMailbox => Text.Contains('@', StringComparison.Ordinal);

    /// <summary>Whether it is all domains below one.</summary>
    public bool IsWildcard => Text.StartsWith('*');
}
