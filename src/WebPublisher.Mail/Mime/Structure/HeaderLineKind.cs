namespace WebPublisher.Mail.Mime.Structure;

/// <summary>What a line is to a header.</summary>
internal enum HeaderLineKind
{
    /// <summary>It begins a field.</summary>
    Field,

    /// <summary>It continues one (RFC 5322 section 2.2.3).</summary>
    Continuation,

    /// <summary>White space only.</summary>
    Blank,

    /// <summary>The line of a mailbox file before a message.</summary>
    Envelope,

    /// <summary>Nothing of a header.</summary>
    Other,
}
