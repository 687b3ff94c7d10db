namespace WebPublisher.Mail.Content;

/// <summary>What speaks against content, whoever sent it.</summary>
[Flags]
public enum ContentFindings
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A carriage return without line feed (RFC 5321 section 2.3.8).</summary>
    BareCarriageReturn = 1,

    /// <summary>A line feed without carriage return; what SMTP smuggling is made of (CVE-2023-51764, CVE-2023-51765, CVE-2023-51766).</summary>
    BareLineFeed = 2,

    /// <summary>A NUL octet, which some servers drop and thereby join what stood apart.</summary>
    NulByte = 4,

    /// <summary>A line beyond the limit (RFC 5321 section 4.5.3.1.6).</summary>
    LineTooLong = 8,

    /// <summary>A header beyond the limit.</summary>
    HeaderTooLarge = 16,

    /// <summary>More Received fields than permitted (RFC 5321 section 6.3).</summary>
    TooManyHops = 32,

    /// <summary>More octets than permitted.</summary>
    TooLarge = 64,

    /// <summary>
    /// What makes it uncertain where others would see lines, and the message, end. The session answers 5yz after the true end, then closes the connection and
    /// drops whatever was pipelined: it may be meant for somebody who saw another end.
    /// </summary>
    Ambiguous = BareCarriageReturn | BareLineFeed | NulByte,
}
