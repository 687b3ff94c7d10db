namespace WebPublisher.Mail.Content;

/// <summary>What content begins with, which decides whether a field can simply be put before it.</summary>
public enum ContentOpening
{
    /// <summary>Nothing: the content is empty.</summary>
    Empty,

    /// <summary>A header field.</summary>
    Field,

    /// <summary>The empty line between a header without fields and a body.</summary>
    BlankLine,

    /// <summary>Something else: body text without a header, or a folded line that continues no field and would continue one put before it.</summary>
    Text,
}
