namespace WebPublisher.Mail.Addresses;

/// <summary>
/// What in a local part has been used to make a mail server relay, run a program or write a file. Each is legal by the grammar, so the parser only tells; the
/// policy of a connector refuses.
/// </summary>
[Flags]
public enum RelayTricks
{
    /// <summary>An ordinary local part.</summary>
    None = 0,

    /// <summary><c>user%elsewhere@here</c>: some servers turn the percent sign into an at sign and relay (RFC 5321 section 7.1, RFC 1123 section 5.2.16).</summary>
    PercentHack = 1,

    /// <summary><c>elsewhere!user@here</c>: a UUCP path.</summary>
    BangPath = 2,

    /// <summary><c>"user@elsewhere"@here</c>: a server that drops the quotes relays.</summary>
    QuotedAt = 4,

    /// <summary><c>/etc/file@here</c>: a file for some delivery agents, X.400 for some gateways.</summary>
    LeadingSlash = 8,

    /// <summary><c>"|program"@here</c>: a program for some delivery agents.</summary>
    LeadingPipe = 16,

    /// <summary><c>-option@here</c>: an option when the address reaches a command line (CVE-2016-10033 came in this way).</summary>
    LeadingHyphen = 32,

    /// <summary><c>":include:/file"@here</c>: a directive of alias files.</summary>
    LeadingColon = 64,
}
