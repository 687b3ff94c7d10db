namespace WebPublisher.Mail.Mime;

/// <summary>What a finding means for a message.</summary>
public enum MimeFindingClass
{
    /// <summary>Readers disagree about what the message holds: what was judged here need not be what a reader shows.</summary>
    Ambiguous,

    /// <summary>A limit was reached, and something was not looked at.</summary>
    Limit,

    /// <summary>Something that cannot be looked into at all.</summary>
    Unreadable,

    /// <summary>A content that is delivered in pieces or fetched from elsewhere.</summary>
    Incomplete,

    /// <summary>Worth telling, and common in honest mail.</summary>
    Notice,
}
