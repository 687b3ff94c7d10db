namespace WebPublisher.Mail.Smtp.Replies;

/// <summary>Why what a server sent is no reply (RFC 5321 section 4.2).</summary>
public enum ReplyReason
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>A line of more than 2,048 octets; the limit of RFC 5321 section 4.5.3.1.5 is 512, but servers exceed it.</summary>
    LineTooLong,

    /// <summary>More than 128 lines.</summary>
    TooManyLines,

    /// <summary>A line that does not begin with a code of 200 to 599.</summary>
    BadCode,

    /// <summary>A line of one reply with another code than its first.</summary>
    CodeChanged,

    /// <summary>Something other than a space or hyphen behind the code.</summary>
    BadSeparator,

    /// <summary>A line feed without carriage return, or the reverse: one reply to some is two to others.</summary>
    BareLineEnding,

    /// <summary>A NUL octet.</summary>
    NulByte,
}
